#include "models/deals/scripted_deal.hpp"

#include "models/deals/containment_deals.hpp"
#include "models/deals/labour_deals.hpp"
#include "models/parties/named_party.hpp"
#include "sim/stages/catalog.hpp"

namespace sojourn::models {

namespace {

std::string joined(const std::vector<std::string>& parts, const char* by) {
  std::string text;
  for (const std::string& part : parts) text += (text.empty() ? "" : by) + part;
  return text;
}

bool overlap(const Party& one, const Party& other) {
  return std::ranges::any_of(one.members, [&](StateId s) { return other.has(s); });
}

bool has_corridor(const World& world, const Party& from, const Party* to) {
  return std::ranges::any_of(world.corridors, [&](const Corridor& edge) {
    const StateId end = world.state_of(edge.to);
    return from.has(world.state_of(edge.from)) && (to == nullptr ? !from.has(end) : to->has(end));
  });
}

double refugees_in(const Scene& scene, StateId state) {
  std::int64_t agents = 0;
  for (const PlaceId place : scene.world.places_of(state)) {
    agents += scene.ledger.foreigners(place, Status::kRefugee);
  }
  return scene.persons(agents);
}

/// By `of` [by member], equally where that is nothing.
template <class Of>
std::vector<double> shares(const Party& party, const Of& of) {
  std::vector<double> all;
  double sum = 0;
  for (const StateId member : party.members) sum += all.emplace_back(of(member));
  for (double& one : all) one = sum > 0 ? one / sum : 1 / static_cast<double>(all.size());
  return all;
}

}  // namespace

ScriptedDeal::ScriptedDeal(Settings& s, const World& world)
    : demander_(require_party(s, world, "demander", "union or country that asks, and pays")),
      supplier_(require_party(s, world, "supplier", "union or country that is asked")),
      term_(s, world),
      terms_(read_containment_terms(s)),
      labour_(read_labour_terms(s)),
      channel_name_(s.text("channel", "labour", "channel by which these workers come")) {
  if (overlap(demander_, supplier_)) {
    s.fault("supplier", "\"" + supplier_.name + "\" cannot agree with itself");
  }
  find_what_has_no_effect(world);
  const bool near = has_corridor(world, supplier_, &demander_);
  for (const StateId member : supplier_.members) {
    holds_.push_back(!near || has_corridor(world, {{}, {member}}, &demander_));
  }
}

void ScriptedDeal::find_what_has_no_effect(const World& world) {
  const auto note = [&](bool applies, const std::string& text) {
    if (applies) without_effect_.push_back(text);
  };
  const bool near = has_corridor(world, supplier_, &demander_);
  const bool abroad = has_corridor(world, supplier_, nullptr);
  const std::string way = "no corridor leads from " + supplier_.name + " to " + demander_.name;
  const auto none = [](const Linkage& linked) { return linked.sum + linked.of_gdp == 0; };
  note(term_.in_force().misses(world), "it is not in force on any day of the run");
  note(terms_.intensity + terms_.payment + terms_.visas + terms_.readmission + terms_.resettlement +
                   terms_.one_for_one + labour_.places_per_year ==
               0 &&
           none(terms_.to_supplier) && none(terms_.to_demander),
       "it has no terms, and changes nothing");
  note(terms_.intensity > 0 && !near && abroad,
       way + ": `containment` acts on all corridors out of " + supplier_.name);
  note(terms_.intensity > 0 && !abroad,
       "no corridor leads out of " + supplier_.name + ": `containment` has no effect");
  note(terms_.readmission > 0 && !near, way + ": `readmission` has no effect");
  note(terms_.one_for_one > 0 && !near, way + ": `one_for_one` has no effect");
  note(terms_.one_for_one > 0 && near && terms_.readmission == 0,
       "`one_for_one` counts those whom other deals send back: it has no `readmission` itself");
}

/// Whether both bind the same states in the same days.
bool ScriptedDeal::meets(const ScriptedDeal& other) const {
  const Span &own = term_.in_force(), &theirs = other.term_.in_force();
  return overlap(demander_, other.demander_) && overlap(supplier_, other.supplier_) &&
         own.from() < theirs.until() && theirs.from() < own.until();
}

void ScriptedDeal::bind(const ModuleSet& modules) {
  channel_ = modules.channel(channel_name_);
  beside_.clear();
  if (labour_.places_per_year > 0 && !channel_.valid()) {
    beside_.push_back("no `places`: there is no channel \"" + channel_name_ + "\"");
  }
  if (labour_.places_per_year > 0 && channel_.valid() &&
      modules.of<Channel>()[channel_.index()]->arrival_status() == Status::kSponsored) {
    beside_.push_back("`places` by \"" + channel_name_ + "\" are for those whom a sponsor asks");
  }
  const auto stack = [&](const Negotiation* bargained) {
    if (bargained == nullptr) return;
    beside_.push_back(fmt::format("\"{}\" may agree between {} and {} too: terms of both add up",
                                  bargained->name(), demander_.name, supplier_.name));
  };
  if (labour_.places_per_year > 0) stack(modules.find<LabourDeals>());
  stack(modules.find<ContainmentDeals>());
  for (const auto& module : modules.of<Negotiation>()) {
    const auto* other = dynamic_cast<const ScriptedDeal*>(module.get());
    if (other == nullptr || other == this || other->name() < name() || !meets(*other)) continue;
    beside_.push_back("\"" + other->name() + "\" binds the same at the same time: terms add up");
  }
}

std::string ScriptedDeal::warning() const {
  const std::string one = joined(without_effect_, "; "), other = joined(beside_, "; ");
  return one + (one.empty() || other.empty() ? "" : "; ") + other;
}

void ScriptedDeal::negotiate(const Scene& scene, Agreements& agreements, EventLog& log) {
  tell(scene, log);
  const double share = term_.in_force().share(scene.tick);
  const bool owes = binding_ && terms_.one_for_one > 0;  // for those of the tick before
  agreements.put(name(), share > 0 || owes ? in_force(scene, share) : AgreementList{});
  binding_ = share > 0;
}

ScriptedDeal::Shares ScriptedDeal::shares_of(const Scene& scene) const {
  return {shares(supplier_, [&](StateId s) { return gdp_of(scene, s); }),
          shares(supplier_, [&](StateId s) { return people_of(scene, s); }),
          shares(supplier_, [&](StateId s) { return refugees_in(scene, s); })};
}

/// `share`: of the tick's days. What is a chance of persons counts for those of these days.
ContainmentTerms ScriptedDeal::terms_for(const Shares& shares, std::size_t member,
                                         double share) const {
  const double paid = share * shares.gdp[member];
  return {.intensity = holds_[member] ? share * terms_.intensity : 0,
          .payment = paid * terms_.payment,
          .visas = share * terms_.visas,
          .readmission = share * terms_.readmission,
          .resettlement = share * shares.refugees[member] * terms_.resettlement,
          .parts = {},
          .one_for_one = binding_ ? terms_.one_for_one : 0,
          .to_supplier = {paid * terms_.to_supplier.sum, share * terms_.to_supplier.of_gdp},
          .to_demander = {paid * terms_.to_demander.sum, paid * terms_.to_demander.of_gdp}};
}

AgreementList ScriptedDeal::in_force(const Scene& scene, double share) const {
  const Shares shares = shares_of(scene);
  AgreementList list;
  for (std::size_t m = 0; m < supplier_.members.size(); ++m) {
    const StateId member = supplier_.members[m];
    constexpr double kInFull = 1;  // what is promised is what is stopped
    list.push_back(std::make_shared<ContainmentAgreement>(scene.world, demander_, member,
                                                          terms_for(shares, m, share), kInFull));
    if (labour_.places_per_year <= 0 || !channel_.valid()) continue;
    LabourTerms labour = labour_;
    labour.places_per_year *= share * shares.people[m];
    list.push_back(std::make_shared<LabourAgreement>(demander_, member, channel_, labour));
  }
  return list;
}

void ScriptedDeal::tell(const Scene& scene, EventLog& log) {
  const Span& days = term_.in_force();
  const std::string who = demander_.name + "-" + supplier_.name + ": ";
  if (!told_ && days.share(scene.tick) > 0) {
    log.add("deal", who + terms_text(scene));
    told_ = true;
  } else if (told_ && !ended_ && term_.is_renewed(scene.tick)) {
    log.add("renewal", who + days_text(scene).substr(2));
  }
  if (told_ && !ended_ && scene.tick >= days.ends()) {
    log.add("end", who + end_text(scene));
    ended_ = true;
  }
}

bool ScriptedDeal::is_contested(const Scene& scene) const {
  const Channel& way = *scene.modules.of<Channel>()[channel_.index()];
  const PlaceId first = place_of(demander_.members.front());
  return std::isfinite(way.quota(scene, first, Skill::kMedium));
}

std::string ScriptedDeal::contested_text(const Scene& scene) const {
  if (!channel_.valid()) return " (no such channel)";
  return is_contested(scene) ? "" : " (not contested: they change nothing)";
}

std::string ScriptedDeal::terms_text(const Scene& scene) const {
  std::vector<std::string> parts;
  const auto add = [&](double value, const std::string& text) {
    if (value > 0) parts.push_back(text);
  };
  const double to_supplier = terms_.to_supplier.worth(gdp_of(scene, supplier_));
  const double to_demander = terms_.to_demander.worth(gdp_of(scene, demander_));
  add(terms_.intensity, fmt::format("containment {:.2f}", terms_.intensity));
  add(terms_.payment, fmt::format("payment {:.2g} bn/yr", terms_.payment / 1e9));
  add(terms_.readmission, fmt::format("readmission {:.2f}", terms_.readmission));
  add(terms_.resettlement, fmt::format("{:.0f} resettled/yr", terms_.resettlement));
  add(terms_.one_for_one, fmt::format("{:g} resettled for one sent back", terms_.one_for_one));
  add(terms_.visas, fmt::format("visa facilitation {:.2f}", terms_.visas));
  if (labour_.places_per_year > 0) {
    parts.push_back(fmt::format("{:.0f} places/yr by {}", labour_.places_per_year, channel_name_) +
                    contested_text(scene));
  }
  add(to_supplier, fmt::format("linkage of {:.2g} bn/yr to {}", to_supplier / 1e9, supplier_.name));
  add(to_demander, fmt::format("linkage of {:.2g} bn/yr to {}", to_demander / 1e9, demander_.name));
  return joined(parts, ", ") + days_text(scene);
}

/// The day on which it begins where the tick does not say it, and the end of the term.
std::string ScriptedDeal::days_text(const Scene& scene) const {
  const Calendar& calendar = scene.world.calendar;
  const Date from = term_.in_force().from();
  const Date end = term_.agreed_end(calendar.date(scene.tick + 1));
  return (from > calendar.date(scene.tick) ? "; from " + to_string(from) : "") +
         (end == kNever ? "; without an end" : "; until " + to_string(end));
}

std::string ScriptedDeal::end_text(const Scene& scene) const {
  const Date day = term_.in_force().until();
  if (!term_.broken()) return "ends on " + to_string(day) + " as agreed";
  const Date agreed = term_.agreed_end(day);
  return fmt::format("{} ends the deal on {}, {}; lost: {:.2g} bn/yr to {}, {:.2g} to {}",
                     term_.by_supplier() ? supplier_.name : demander_.name, to_string(day),
                     agreed == kNever ? "which had no end" : "agreed until " + to_string(agreed),
                     (terms_.payment + terms_.to_supplier.worth(gdp_of(scene, supplier_))) / 1e9,
                     supplier_.name, terms_.to_demander.worth(gdp_of(scene, demander_)) / 1e9,
                     demander_.name);
}

}  // namespace sojourn::models
