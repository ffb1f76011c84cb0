#include "models/deals/scripted_deal.hpp"

#include <cmath>

#include "models/deals/pact_texts.hpp"
#include "models/deals/pact_warnings.hpp"
#include "models/policies/contradictions/closed_ways.hpp"
#include "models/policies/policy.hpp"
#include "sim/base/archive.hpp"
#include "sim/stages/module_set.hpp"

namespace sojourn::models {

namespace {

/// From one side to the other in the tick before [persons].
double sent_back(const Scene& scene, const Pact& pact) {
  const World& world = scene.world;
  std::int64_t agents = 0;
  for (const CorridorId c : world.corridor_ids()) {
    const StateId from = world.state_of(world.corridors[c.index()].from);
    const StateId to = world.state_of(world.corridors[c.index()].to);
    if (!pact.supplier.has(from) || !pact.demander.has(to)) continue;
    agents += scene.ledger.previous_tick.readmissions[c];
  }
  return scene.persons(agents);
}

double refugees_in(const Scene& scene, StateId state, const IdSet<StateId>& citizenships) {
  std::int64_t agents = 0;
  for (const PlaceId place : scene.world.places_of(state)) {
    agents += refugees_of(scene, place, citizenships);
  }
  return scene.persons(agents);
}

/// Whom a policy has moved in the tick before [persons].
double moved_by(const Scene& scene, PolicyId policy) {
  std::int64_t agents = 0;
  if (!policy.valid()) return 0;
  for (const PlaceId place : scene.world.place_ids()) {
    agents += scene.ledger.previous_tick.acted(policy, place);
  }
  return scene.persons(agents);
}

/// Schoolings for which places are kept, where a deal says for which.
std::array<bool, kSkills> with_places(const Pact& pact) {
  std::array<bool, kSkills> some{};
  for (const Skill skill : kAllSkills) {
    some[position(skill)] = (*pact.labour.skills)[position(skill)] > 0;
  }
  return some;
}

/// A member's part of a limit; none of none.
double part_of(double limit, double share) {
  return std::isinf(limit) ? limit : share * std::max(0.0, limit);
}

/// By `of` [by member], equally where that is nothing.
template <class Of>
std::vector<double> shares_by(const Party& party, const Of& of) {
  std::vector<double> all;
  double sum = 0;
  for (const StateId member : party.members) sum += all.emplace_back(of(member));
  for (double& one : all) one = sum > 0 ? one / sum : 1 / static_cast<double>(all.size());
  return all;
}

}  // namespace

ScriptedDeal::ScriptedDeal(Settings& s, const World& world)
    : world_(world),
      pact_(read_pact(s, world)),
      without_effect_(terms_without_effect(world, pact_)),
      owed_(pact_.one_for_one) {
  const bool near = has_corridor(world, pact_.supplier, &pact_.demander);
  for (const StateId member : pact_.supplier.members) {
    holds_.push_back(!near || has_corridor(world, {{}, {member}}, &pact_.demander));
  }
}

void ScriptedDeal::bind(const ModuleSet& modules) {
  modules_ = &modules;
  channel_ = modules.channel(pact_.channel);
  among_others_ = pact_among(modules, pact_);
  for (const ScriptedDeal* other : modules.all<ScriptedDeal>()) {
    if (other->name() <= name() || !meet(world_, pact_, other->pact_)) continue;
    among_others_.push_back("\"" + other->name() +
                            "\" binds the same at the same time: terms add up");
  }
}

Gateways ScriptedDeal::gateways() const {
  Gateways all{name(), pact_.term.in_force(), {}};
  const auto add = [&](const char* key, const std::string& channel, const IdSet<PlaceId>& from,
                       IdSet<StateId> citizenships) {
    if (!modules_->channel(channel).valid()) return;
    Gateway& way = all.list.emplace_back();
    way.key = key;
    way.who.citizenships = std::move(citizenships);
    way.from = from;
    way.to = IdSet<PlaceId>::of(places_of(world_, pact_.demander.members));
    way.channels = set_of(modules_->channel(channel));
  };
  if (pact_.labour.places_per_year > 0) {
    add("places", pact_.channel, {}, IdSet<StateId>::of(pact_.supplier.members));
    if (pact_.labour.skills && !all.list.empty()) all.list.back().who.skills = with_places(pact_);
  }
  if (pact_.terms.resettlement > 0 || pact_.one_for_one.each > 0) {
    add("resettlement", "sponsored", IdSet<PlaceId>::of(places_of(world_, pact_.supplier.members)),
        pact_.terms.resettled);
  }
  return all;
}

std::vector<std::string> ScriptedDeal::set_too(const Policy& policy) const {
  const PolicyScope& scope = policy.scope();
  const auto means = [&](StateId state) { return scope.who.citizenships.contains(state); };
  const auto applies = [&](StateId state) {
    return std::ranges::any_of(world_.places_of(state),
                               [&](PlaceId place) { return scope.in.contains(place); });
  };
  std::vector<std::string> found;
  if (!act_together(world_, pact_.term.in_force(), scope.term) ||
      std::ranges::none_of(pact_.supplier.members, means) ||
      std::ranges::none_of(pact_.demander.members, applies)) {
    return found;
  }
  const WorkTerms& work = pact_.labour.work;
  const std::pair<double, std::string> terms[] = {{work.permit_years, "permit_years"},
                                                  {work.renewal, "renewal"},
                                                  {work.fee_cap, fee_of(pact_.channel)}};
  for (const auto& [value, what] : terms) {
    if (value < 0 || !policy.sets(what)) continue;
    found.push_back(fmt::format("it and {} both set {} for the same people on the same days",
                                policy.name(), what));
  }
  return found;
}

std::vector<std::string> ScriptedDeal::contradicted() const {
  std::vector<Gateways> others = closed_ways(*modules_);
  std::vector<std::string> found;
  for (const Policy* policy : modules_->all<Policy>()) {
    others.push_back(policy->gateways());
    for (std::string& one : set_too(*policy)) found.push_back(std::move(one));
  }
  const Gateways mine = gateways();
  for (const Gateways& other : others) {
    for (const std::string& one :
         contradictions_between(world_, modules_->channel_ids(), mine, other)) {
      if (std::ranges::count(found, one) == 0) found.push_back(one);
    }
  }
  return found;
}

std::string ScriptedDeal::warning() const {
  std::string text;
  for (const auto& some : {without_effect_, among_others_, contradicted()}) {
    for (const std::string& one : some) text += (text.empty() ? "" : "; ") + one;
  }
  return text;
}

void ScriptedDeal::negotiate(const Scene& scene, Agreements& agreements, EventLog& log) {
  log_terms(scene, log);
  taken_over_ += moved_by(scene, scene.world.policy(name()));
  const double share = pact_.term.in_force().share(scene.tick);
  const double due = due_now(scene);
  agreements.put(name(), share > 0 || due > 0 ? in_force(scene, share, due) : AgreementList{});
  binding_ = share > 0;
}

double ScriptedDeal::due_now(const Scene& scene) {
  if (scene.world.calendar.begins_year(scene.tick)) owed_.begin_year();
  if (binding_) owed_.owe_for(sent_back(scene, pact_));
  double there = 0;
  for (const StateId member : pact_.supplier.members) {
    there += refugees_in(scene, member, pact_.terms.resettled);
  }
  return owed_.settle(std::min(there, pact_.terms.resettled_most - taken_over_));
}

ScriptedDeal::Shares ScriptedDeal::shares_of(const Scene& scene) const {
  const auto by = [&](auto of) {
    return shares_by(pact_.supplier, [&](StateId s) { return of(scene, s); });
  };
  return {
      by([](const Scene& now, StateId s) { return gdp_of(now, s); }),
      by([](const Scene& now, StateId s) { return people_of(now, s); }),
      by([&](const Scene& now, StateId s) { return refugees_in(now, s, pact_.terms.resettled); })};
}

/// `share`: of the tick's days. What is a chance of persons counts for those of these days.
ContainmentTerms ScriptedDeal::terms_for(const Scene& scene, const Shares& shares,
                                         std::size_t member, double share, double due) const {
  const ContainmentTerms& all = pact_.terms;
  const double paid = share * shares.gdp[member];
  const double resettled = share * all.resettlement + due / scene.dt();
  return {.intensity = holds_[member] ? share * all.intensity : 0,
          .payment = paid * all.payment,
          .visas = share * all.visas,
          .readmission = share * all.readmission,
          .resettlement = shares.refugees[member] * resettled,
          .parts = {},
          .resettled_most = part_of(all.resettled_most - taken_over_, shares.refugees[member]),
          .readmission_over = all.readmission_over,
          .readmitted = all.readmitted,
          .resettled = all.resettled,
          .to_supplier = {paid * all.to_supplier.sum, share * all.to_supplier.of_gdp},
          .to_demander = {paid * all.to_demander.sum, paid * all.to_demander.of_gdp},
          .by = scene.world.policy(name())};
}

LabourTerms ScriptedDeal::places_for(const Scene& scene, const Shares& shares,
                                     std::size_t member) const {
  LabourTerms terms = pact_.labour;
  terms.places_per_year *= shares.people[member];
  terms.when = pact_.term.in_force().part(scene.tick);
  terms.kept_by = scene.world.policy(name());
  terms.account = static_cast<int>(member) * kSkills;
  return terms;
}

AgreementList ScriptedDeal::in_force(const Scene& scene, double share, double due) const {
  constexpr double kInFull = 1;  // what is promised is what is stopped
  const Shares shares = shares_of(scene);
  AgreementList list;
  for (std::size_t m = 0; m < pact_.supplier.members.size(); ++m) {
    const StateId member = pact_.supplier.members[m];
    list.push_back(std::make_shared<ContainmentAgreement>(
        scene.world, pact_.demander, member, terms_for(scene, shares, m, share, due), kInFull));
    const bool on_work = pact_.labour.places_per_year > 0 || pact_.labour.work.any();
    if (!on_work || share <= 0 || (!channel_.valid() && !pact_.labour.work.any())) continue;
    list.push_back(std::make_shared<LabourAgreement>(pact_.demander, member, channel_,
                                                     places_for(scene, shares, m)));
  }
  return list;
}

void ScriptedDeal::log_terms(const Scene& scene, EventLog& log) {
  const Term& days = pact_.term.in_force();
  const std::string who = pact_.name() + ": ";
  if (!told_ && days.share(scene.tick) > 0) {
    log.add(days.from(), "deal", who + terms_text(scene, pact_) + "; " + days_text(scene, pact_));
    told_ = true;
  } else if (told_ && !ended_ && pact_.term.is_renewed(scene.tick)) {
    log.add(pact_.term.renewal(scene.tick), "renewal", who + days_text(scene, pact_));
  }
  if (told_ && !ended_ && scene.tick >= days.ends()) {
    log.add(days.until(), "end", who + end_text(scene, pact_));
    ended_ = true;
  }
}

void ScriptedDeal::state(Archive& archive) {
  archive(told_, ended_, owed_, binding_, taken_over_);
}

}  // namespace sojourn::models
