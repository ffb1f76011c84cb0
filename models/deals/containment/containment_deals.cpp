#include "models/deals/containment/containment_deals.hpp"

#include <fmt/format.h>

#include "models/deals/containment/law_of_holding.hpp"
#include "models/deals/containment/member_vote.hpp"
#include "models/home_front/non_refoulement.hpp"
#include "models/home_front/status_quo_cost.hpp"
#include "models/parties/acquaintance.hpp"
#include "sim/base/archive.hpp"
#include "sim/stages/catalog.hpp"

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
      before_(s),
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
  see_deals(scene);
  history_.update(scene, parties());
  if (scene.tick == 0) return;  // there are no rules yet
  std::map<Pair, double> sent_back;
  for (const auto& [pair, deal] : in_force()) {
    sent_back[pair] = deal.agreement->terms().readmission * deal.agreement->effort();
  }
  ways_.update(scene, std::move(sent_back));
}

void ContainmentDeals::see_deals(const Scene& scene) {
  std::map<Pair, double> held;
  for (const auto& [pair, deal] : in_force()) {
    held[pair] = held_by_deal(scene, first_entries_, pair, *deal.agreement);
  }
  before_.see_flows(scene, std::move(held), first_entries_);
  std::map<std::size_t, double> pressures;
  for (const auto& [pair, deal] : in_force()) {
    pressures[pair.asker] = pressure_now(scene, pair.asker);
  }
  before_.see_pressures(scene, pressures);
}

double ContainmentDeals::pressure_now(const Scene& scene, std::size_t party) const {
  const double people = people_of(scene, parties()[party]);
  if (people <= 0 || cost_ == nullptr) return 0;
  return CostHistory::excess_of(scene, parties()[party]) +
         cost_->of_person_held_back() * first_entries_.retained(party) / people;
}

double ContainmentDeals::pressure(const Scene& scene, std::size_t party) const {
  return before_.pressure(party, pressure_now(scene, party));
}

namespace {

constexpr ContainmentIssues kFull{.intensity = 1};

}  // namespace

/// What the two are, whatever moves between them.
ContainmentCase ContainmentDeals::sizes(const Scene& scene, Pair pair) const {
  const Party& demander = parties()[pair.asker];
  const StateId supplier = pair.partner;
  const double people = people_of(scene, supplier), gdp = gdp_of(scene, supplier);
  const double demander_gdp = gdp_of(scene, demander);
  const double saved =
      acquaintance_in(scene.modules).saved(Subject::kSecurity, demander.members, supplier);
  return {.demander_gdp = demander_gdp,
          .host_cost = host_cost_,
          .supplier_income = people > 0 ? gdp / people : 0,
          .stay = stay_,
          .crowding = crowding_,
          .friction = friction_,
          .supplier_gdp = gdp,
          .contract_cost = contract_cost_ * demander_gdp * (1 - saved),
          .visa_value = visa_value_ * gdp,
          .visa_cost = visa_cost_ * demander_gdp,
          .resettled_most = resettlement_};
}

/// Of the supplier's people, those whom it hosts and does not hold for the demander.
double ContainmentDeals::hosted_share(const Scene& scene, Pair pair) const {
  const double people = people_of(scene, pair.partner);
  const Party own{{}, {pair.partner}, 1};
  const double hosted = hosted_in(scene, pair.partner, own) - before_.held(pair);
  return people > 0 ? std::max(0.0, hosted) / people : 0;
}

double ContainmentDeals::cost_of_arrival(const Scene& scene, const Party& demander) const {
  const double people = people_of(scene, demander);
  return cost_ != nullptr && people > 0
             ? cost_->of_person_held_back() * gdp_of(scene, demander) / people
             : 0;
}

/// The flow between the two, and how it presses.
ContainmentCase ContainmentDeals::pressed(const Scene& scene, Pair pair) const {
  const auto [asker, supplier] = pair;
  ContainmentCase now = sizes(scene, pair);
  now.pressure = pressure(scene, asker);
  now.dependence = before_.dependence(pair, first_entries_.dependence(asker, supplier));
  now.arrivals = first_entries_.arrivals(asker, supplier);
  now.hosted_share = hosted_share(scene, pair);
  now.arrival_cost = cost_of_arrival(scene, parties()[asker]);
  now.supplier_capacity = holding_capacity(scene, parties()[asker], supplier,
                                           first_entries_.own_share(asker, supplier));
  if (now.supplier_gdp > 0 && now.demander_gdp > 0) {
    // What presses the partner is not relieved by holding more people: it can wait.
    constexpr double kRelieved = 0, kAlone = 0;
    now.supplier_share = power_.share({now.supplier_gdp, kRelieved, kAlone},
                                      {now.demander_gdp, now.pressure, now.dependence});
  }
  return now;
}

/// All but what the demander could do without this supplier.
ContainmentCase ContainmentDeals::own_facts(const Scene& scene, Pair pair) const {
  const Party& demander = parties()[pair.asker];
  ContainmentCase now = pressed(scene, pair);
  const CorridorId gate = ways_.cheapest_gate(scene, demander, pair);
  Mode mode = Mode::kLand;
  if (gate.valid()) {
    const Corridor& way = scene.world.corridors[gate.index()];
    mode = way.mode;
    now.demander_capacity = now.supplier_capacity > 0 ? readmission_ * way.detection : 0;
    now.crossing = ways_.crossing(scene, pair, gate);
    now.threat = threat(scene, pair, now);
  }
  const Spared spared = law_ == nullptr
                            ? Spared{}
                            : spared_by_law(scene, *law_, first_entries_, demander, pair, mode);
  now.spared_return = spared.returned;
  now.spared_hold = spared.held;
  now.alternative =
      closure_worth(now, closure_ * (1 - spared.closed) * mean_capacity(scene, demander));
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
  archive(first_entries_, history_, ways_, before_, vetoes_, refused_, alternatives_);
}

}  // namespace sojourn::models
