#include "models/deals/containment/containment_deals.hpp"

#include <fmt/format.h>

#include "models/deals/containment/member_vote.hpp"
#include "models/home_front/non_refoulement.hpp"
#include "models/home_front/status_quo_cost.hpp"
#include "models/parties/acquaintance.hpp"
#include "sim/base/archive.hpp"
#include "sim/stages/catalog.hpp"
#include "sim/stages/rules_for.hpp"

namespace sojourn::models {

ContainmentDeals::ContainmentDeals(Settings& s, const World& world)
    : DealMaking(s, world),
      host_cost_(s.real("host_cost", "GDP per head / person-year", {0, 5}, 0.3,
                        "what hosting someone who is held back costs the partner that holds")),
      stay_(s.real("stay", "years", {0, 20}, 1.5, "how long who is held back stays")),
      crowding_(s.real("crowding", "1", {0, 1000}, 20,
                       "rise of that cost with the share of people hosted, those who are held back "
                       "included")),
      friction_(s.real("friction", "GDP / year", {1e-6, 1}, 4e-3,
                       "twice the cost of full containment to the partner, of taking everybody "
                       "back, and of closing its own border to the state that asks")),
      contract_cost_(s.real("contract_cost", "GDP / year", {0, 1}, 3.5e-5,
                            "what negotiating costs, of the asking state's GDP")),
      power_{.power = s.real("power", "1", {0, 10}, Impatience{}.power,
                             "patience rises with GDP to this power, and with patience the share "
                             "of the surplus"),
             .pressure = s.real("urgency", "year / GDP share", {0, 1e5}, Impatience{}.pressure,
                                "impatience e-folds when the own excess cost rises by one over "
                                "this: time works against who is pressed"),
             .dependence = s.real("reliance", "1", {0, 100}, Impatience{}.dependence,
                                  "the same with the share of the arrivals that come through the "
                                  "partner")},
      closure_(s.real("closure", "1", {0, 1}, 0.5,
                      "share of those whom a state's own guards can stop that a closed border may "
                      "keep out: others may ask for asylum at it")),
      released_(s.real("released", "1 / year", {0, 1}, 0.1,
                       "share of the people it hosts who would go on if the partner let them")),
      release_cost_(s.real("release_cost", "GDP / year", {0, 1}, 1e-3,
                           "what letting them pass would cost the partner, in good will")),
      visa_value_(s.real("visa_value", "GDP / year", {0, 1}, 2e-4,
                         "what waiving all refusals of visas is worth to the partner")),
      visa_cost_(s.real("visa_cost", "GDP / year", {1e-9, 1}, 2e-4,
                        "twice what waiving them costs the state that asks")),
      readmission_(s.real("readmission", "1", {0, 1}, 1,
                          "share of those whom the asking state could send back after the crossing "
                          "about whom states bargain; 0: readmission is no issue")),
      resettlement_(s.real("resettlement", "1", {0, 1}, 0.02,
                           "refugees who may be taken over, of the people held back")),
      memory_(s.real("remembered", "years", {0.1, 100}, 5,
                     "time over which the flow and the pressure before a deal are forgotten")),
      first_entries_(world, parties()) {}

void ContainmentDeals::bind(const ModuleSet& modules) {
  first_entries_.bind(modules);
  cost_ = modules.find<StatusQuoCost>();
  law_ = modules.find<NonRefoulement>();
  ways_.bind(modules);
}

void ContainmentDeals::watch(const Scene& scene) {
  first_entries_.update(scene);
  alternatives_.clear();
  remember(scene);
  history_.update(scene, parties());
  if (scene.tick == 0) return;  // there are no rules yet
  std::map<Pair, double> sent_back;
  for (const auto& [pair, deal] : in_force()) {
    sent_back[pair] = deal.agreement->terms().readmission * deal.agreement->effort();
  }
  ways_.update(scene, std::move(sent_back));
}

/// Counts persons and not stops, because people who are stopped try again. Some of last year's
/// stops in the partner are due to the deal; the deal holds back that share of the people stuck
/// there now.
double ContainmentDeals::held_now(const Scene& scene, Pair pair,
                                  const ContainmentAgreement& deal) const {
  const World& world = scene.world;
  double all = 0, due_to_deal = 0;
  for (const CorridorId c : world.corridor_ids()) {
    if (world.state_of(world.corridors[c.index()].from) != pair.partner) continue;
    all += static_cast<double>(first_entries_.stopped(c) + first_entries_.sent_back(c));
  }
  const double f = deal.held();
  for (const CorridorId c : deal.corridors()) {
    const double e = scene.rules.enforcement[c];
    const double without = f < 1 ? 1 - (1 - e) / (1 - f) : 0;
    const double share = e > 0 ? (e - without) / e : 0;
    due_to_deal += share * static_cast<double>(first_entries_.stopped(c)) +
                   static_cast<double>(first_entries_.sent_back(c));
  }
  std::int64_t stuck = 0;
  for (const PlaceId place : world.places_of(pair.partner)) {
    for (const Status status : kStuck) stuck += scene.ledger.foreigners(place, status);
  }
  const double meant = deal.adjacent() ? 1 : first_entries_.bound_for(pair.asker, pair.partner);
  return all > 0 ? scene.persons(stuck) * due_to_deal / all * meant : 0;
}

/// A deal is judged by what would be without it: as many of those who set out would come as came
/// before it, unless more do, and what pressed its demander would press it still. Both are
/// forgotten slowly, for people find other ends.
void ContainmentDeals::remember(const Scene& scene) {
  std::map<std::size_t, Remembered> pressures;
  std::map<Pair, Flow> flows;
  held_.clear();
  for (const auto& [pair, deal] : in_force()) {
    const double held = held_[pair] = held_now(scene, pair, *deal.agreement);
    const double come = first_entries_.arrivals(pair.asker, pair.partner);
    Flow& flow = flows[pair] = flows_[pair];
    if (flow.shares.empty()) {
      flow.shares = first_entries_.shares_by_way_of(pair.asker, pair.partner);
    }
    const double pushed = first_entries_.pushed(flow.shares);
    const double before = flow.before.see(come + held, scene.dt(), memory_, pushed);
    const double share = first_entries_.dependence(pair.asker, pair.partner);
    flow.dependence.see(share, scene.dt(), memory_);
    first_entries_.hold_back(pair.asker, pair.partner, before - come);
    pressures[pair.asker] = pressures_[pair.asker];
  }
  flows_ = std::move(flows);
  pressures_.clear();
  for (auto& [party, before] : pressures) {
    before.see(pressure(scene, party), scene.dt(), memory_);
  }
  pressures_ = std::move(pressures);
}

/// People whom a deal turns to other ways would come through the partner without it: what comes by
/// these makes its share no smaller.
double ContainmentDeals::dependence(Pair pair) const {
  const double now = first_entries_.dependence(pair.asker, pair.partner);
  const auto before = flows_.find(pair);
  return before == flows_.end() ? now : std::max(now, before->second.dependence.value());
}

double ContainmentDeals::pressure(const Scene& scene, std::size_t party) const {
  const double people = people_of(scene, parties()[party]);
  if (people <= 0 || cost_ == nullptr) return 0;
  const double now = CostHistory::excess_of(scene, parties()[party]) +
                     cost_->of_person_held_back() * first_entries_.retained(party) / people;
  const auto before = pressures_.find(party);
  return before == pressures_.end() ? now : std::max(now, before->second.value());
}

namespace {

constexpr ContainmentIssues kFull{.intensity = 1};

/// Whether violence or persecution drives its people out.
bool at_war(const Scene& scene, StateId state) {
  return std::ranges::any_of(scene.world.places_of(state), [&](PlaceId place) {
    return scene.conditions.causes(place, Cause::kViolence) > 0 ||
           scene.conditions.causes(place, Cause::kPersecution) > 0;
  });
}

/// Mean of a value of states over a party's members, by their GDP.
template <class Of>
double mean_over(const Scene& scene, const Party& party, const Of& of) {
  double sum = 0;
  for (const StateId member : party.members) sum += gdp_of(scene, member) * of(member);
  const double gdp = gdp_of(scene, party);
  return gdp > 0 ? sum / gdp : 0;
}

double mean_capacity(const Scene& scene, const Party& party) {
  return mean_over(scene, party, [&](StateId member) { return scene.conditions.capacity[member]; });
}

/// Chance of protection of a state's citizens in the lands of a party.
double recognition_in(const Scene& scene, const Party& party, StateId citizenship) {
  if (scene.stances.recognition_by_host.empty()) return scene.stances.recognition[citizenship];
  return mean_over(scene, party, [&](StateId member) {
    return usual_recognition(scene, citizenship, place_of(member));
  });
}

}  // namespace

/// Share of the flow that the supplier can hold back: its administrative capacity, but custom
/// forbids to hold those of its own citizens who would be recognised as refugees (non-refoulement),
/// and nobody deals with a state at war about a flow that is mainly its own people.
double ContainmentDeals::capacity(const Scene& scene, Pair pair) const {
  const double own = first_entries_.own_share(pair.asker, pair.partner);
  constexpr double kMainly = 0.5;
  const bool war = at_war(scene, pair.partner);
  if (war && own >= kMainly) return 0;
  const double protected_share =
      war ? own : own * recognition_in(scene, parties()[pair.asker], pair.partner);
  return scene.conditions.capacity[pair.partner] * (1 - protected_share);
}

/// What non-refoulement spares of those who came by way of the supplier: of its own citizens it
/// holds back no refugees anyway. @return the share that it spares when the demander closes the
/// gate itself
double ContainmentDeals::know_the_law(const Scene& scene, Pair pair, Mode gate,
                                      ContainmentCase& now) const {
  if (law_ == nullptr) return 0;
  const Party& demander = parties()[pair.asker];
  const auto came = first_entries_.citizens_by_way_of(pair.asker, pair.partner);
  double all = 0, claims = 0, claims_there = 0;
  for (const StateId state : scene.world.states()) {
    const auto n = static_cast<double>(came[state.index()]);
    if (n == 0) continue;
    all += n;
    claims += n * recognition_in(scene, demander, state);
    if (state == pair.partner) continue;
    claims_there += n * usual_recognition(scene, state, place_of(pair.partner));
  }
  if (all == 0) return 0;
  const auto force = [&](Mode mode) {
    return mean_over(scene, demander,
                     [&](StateId member) { return law_->force_at(scene, member, mode); });
  };
  now.spared_return = force(Mode::kLand) * claims / all;  // who is across is on land
  now.spared_hold = law_->force(scene, pair.partner) * claims_there / all;
  return force(gate) * claims / all;
}

/// All but what the demander could do without this supplier.
ContainmentCase ContainmentDeals::own_facts(const Scene& scene, Pair pair) const {
  const Party& demander = parties()[pair.asker];
  const StateId supplier = pair.partner;
  const Party own{{}, {supplier}, 1};
  const double people = people_of(scene, supplier), gdp = gdp_of(scene, supplier);
  const double demander_people = people_of(scene, demander), demander_gdp = gdp_of(scene, demander);
  const CorridorId gate = ways_.cheapest_gate(scene, demander, pair);
  const double can_hold = capacity(scene, pair);
  const auto held = held_.find(pair);
  const double hosted =
      std::max(0.0, hosted_in(scene, supplier, own) - (held == held_.end() ? 0 : held->second));
  const double per_arrival = cost_ != nullptr && demander_people > 0
                                 ? cost_->of_person_held_back() * demander_gdp / demander_people
                                 : 0;
  ContainmentCase now{
      .demander_gdp = demander_gdp,
      .pressure = pressure(scene, pair.asker),
      .dependence = dependence(pair),
      .demander_capacity = gate.valid() && can_hold > 0
                               ? readmission_ * scene.world.corridors[gate.index()].detection
                               : 0,
      .supplier_capacity = can_hold,
      .host_cost = host_cost_,
      .supplier_income = people > 0 ? gdp / people : 0,
      .arrivals = first_entries_.arrivals(pair.asker, supplier),
      .stay = stay_,
      .crowding = crowding_,
      .hosted_share = people > 0 ? hosted / people : 0,
      .friction = friction_,
      .supplier_gdp = gdp,
      .contract_cost =
          contract_cost_ * demander_gdp *
          (1 -
           acquaintance_in(scene.modules).saved(Subject::kSecurity, demander.members, supplier)),
      .visa_value = visa_value_ * gdp,
      .visa_cost = visa_cost_ * demander_gdp,
      .arrival_cost = per_arrival,
      .resettled_most = resettlement_};
  if (gdp > 0 && demander_gdp > 0) {
    // What presses the partner is not relieved by holding more people: it can wait.
    constexpr double kRelieved = 0, kAlone = 0;
    now.supplier_share =
        power_.share({gdp, kRelieved, kAlone}, {demander_gdp, now.pressure, now.dependence});
  }
  if (gate.valid()) {
    now.crossing = ways_.crossing(scene, pair, gate);
    now.threat = threat(scene, pair, now);
  }
  const Mode mode = gate.valid() ? scene.world.corridors[gate.index()].mode : Mode::kLand;
  const double lawful = closure_ * (1 - know_the_law(scene, pair, mode, now));
  now.alternative = closure_worth(now, lawful * mean_capacity(scene, demander));
  return now;
}

/// Letting go whom it hosts hurts the demander if there is a way to it.
double ContainmentDeals::threat(const Scene& scene, Pair pair, const ContainmentCase& now) const {
  const double hosted = now.hosted_share * people_of(scene, pair.partner);
  return threat_worth(now.supplier_share, now.arrival_cost * released_ * hosted,
                      release_cost_ * now.supplier_gdp);
}

/// The most that the demander would have from another possible partner, or by closing its border
/// [int. $ / year]. It negotiates with one at a time, so to come to terms with one is to leave the
/// others for later.
double ContainmentDeals::elsewhere(const Scene& scene, Pair pair) const {
  auto known = alternatives_.find(pair.asker);
  if (known == alternatives_.end()) {
    std::vector<Alternative> all;
    for (const StateId other : scene.world.states()) {
      const Pair one{pair.asker, other};
      if (parties()[pair.asker].has(other) || in_force().contains(one)) continue;
      const ContainmentCase now = own_facts(scene, one);
      const ContainmentDeal deal = propose_containment(now);
      if (!deal.worthwhile()) continue;
      all.push_back({other, now.alternative + deal.surplus - deal.supplier_gain()});
    }
    known = alternatives_.emplace(pair.asker, std::move(all)).first;
  }
  double best = 0;
  for (const Alternative& one : known->second) {
    if (one.partner != pair.partner) best = std::max(best, one.worth);
  }
  return best;
}

ContainmentCase ContainmentDeals::facts(const Scene& scene, Pair pair) const {
  ContainmentCase now = own_facts(scene, pair);
  now.alternative = std::max(now.alternative, elsewhere(scene, pair));
  return now;
}

ContainmentProposal ContainmentDeals::propose(const Scene& scene, Pair pair) const {
  ContainmentProposal proposal{.facts = facts(scene, pair), .deal = {}, .terms = {}, .offer = {}};
  const ContainmentCase& now = proposal.facts;
  const ContainmentDeal& deal = proposal.deal = propose_containment(now);
  proposal.terms = {
      .intensity = deal.issues.intensity,
      .payment = deal.payment,
      .visas = deal.issues.visas,
      .readmission = now.demander_capacity * deal.issues.readmission,
      .resettlement = deal.issues.resettled * now.arrivals * held_share(now, deal.issues),
      .parts = {}};
  proposal.offer = {.surplus = deal.surplus,
                    .payment = deal.payment,
                    .contract_cost = now.contract_cost,
                    .partner_gain = deal.supplier_gain(),
                    .appeal = containment_gain(now, kFull) - containment_loss(now, kFull)};
  return proposal;
}

std::shared_ptr<ContainmentAgreement> ContainmentDeals::conclude(
    const Scene& scene, Pair pair, const ContainmentProposal& proposal) const {
  ContainmentTerms terms = proposal.terms;
  terms.parts = parts_of_members(scene, parties()[pair.asker], proposal);
  return std::make_shared<ContainmentAgreement>(scene.world, parties()[pair.asker], pair.partner,
                                                std::move(terms), proposal.facts.supplier_capacity);
}

Worth ContainmentDeals::worth(const ContainmentAgreement& deal,
                              const ContainmentProposal& today) const {
  const ContainmentTerms& terms = deal.terms();
  const ContainmentCase& now = today.facts;
  ContainmentIssues issues{.intensity = terms.intensity, .visas = terms.visas};
  if (now.demander_capacity > 0) {
    issues.readmission = std::min(1.0, terms.readmission / now.demander_capacity);
  }
  const double held = now.arrivals * held_share(now, issues);
  if (held > 0) issues.resettled = std::min(1.0, terms.resettlement / held);
  return {.gain = containment_gain(now, issues),
          .payment = terms.payment,
          .linked_cost = linked_cost(now, issues),
          .loss = containment_loss(now, issues),
          .compensation = terms.payment + linked_worth(now, issues)};
}

bool ContainmentDeals::approved(const Scene& scene, Pair pair, const ContainmentProposal& proposal,
                                EventLog& log) {
  const Party& asker = parties()[pair.asker];
  if (asker.members.size() < 2) return true;
  const UnionVote vote = vote_of_members(scene, asker, proposal);
  std::string& told = vetoes_[pair];
  if (vote.accepted) {
    told.clear();
    return true;
  }
  std::string who;
  for (const int m : vote.objectors) {
    const StateId member = asker.members[static_cast<std::size_t>(m)];
    who += (who.empty() ? "" : ", ") + scene.world.places[member.index()].id;
  }
  if (told != who) log.add("veto", line(scene, pair, who + " would pay more than they gain"));
  told = who;
  return false;
}

/// Told where the asker would gain more than negotiating costs.
void ContainmentDeals::refused(const Scene& scene, Pair pair, const ContainmentProposal& proposal,
                               EventLog& log) {
  const double gain = containment_gain(proposal.facts, kFull);
  if (gain <= proposal.facts.contract_cost) return;
  const auto told = refused_.find(pair.asker);
  if (told != refused_.end() && told->second == pair.partner) return;
  refused_[pair.asker] = pair.partner;
  log.add(
      "no deal",
      line(scene, pair,
           fmt::format(
               "full containment would gain {:.2g} bn/yr, cost {} {:.2g} and {:.2g} to negotiate",
               gain / 1e9, partner_name(scene, pair), containment_loss(proposal.facts, kFull) / 1e9,
               proposal.facts.contract_cost / 1e9)));
}

std::string ContainmentDeals::terms_text(const Scene& scene, Pair pair,
                                         const ContainmentProposal& proposal) const {
  const ContainmentTerms& terms = proposal.terms;
  const double sd = history_.deviation(pair.asker, scene.world.calendar.ticks_per_year());
  const double excess = CostHistory::excess_of(scene, parties()[pair.asker]);
  std::string text =
      fmt::format("containment {:.2f}, payment {:.2g} bn/yr", terms.intensity, terms.payment / 1e9);
  if (terms.readmission > 0) text += fmt::format(", readmission {:.2f}", terms.readmission);
  if (terms.visas > 0) text += ", visa facilitation";
  if (terms.resettlement >= 1) text += fmt::format(", {:.0f} resettled/yr", terms.resettlement);
  return text + fmt::format("; {} excess {:.1f} sd, {} share {:.2f}, of the surplus {:.2f}",
                            parties()[pair.asker].name, sd > 0 ? excess / sd : 0,
                            partner_name(scene, pair), proposal.facts.dependence,
                            proposal.facts.supplier_share);
}

void ContainmentDeals::state(Archive& archive) {
  deals_state(archive);
  archive(first_entries_, history_, ways_, held_, flows_, pressures_, vetoes_, refused_,
          alternatives_);
}

}  // namespace sojourn::models
