#include "models/deals/containment_deals.hpp"

#include <fmt/format.h>

#include "models/bargaining/rubinstein.hpp"
#include "models/deals/union_payment.hpp"
#include "models/home_front/status_quo_cost.hpp"
#include "sim/stages/catalog.hpp"

namespace sojourn::models {

ContainmentDeals::ContainmentDeals(Settings& s, const World& world)
    : DealMaking(s, world),
      host_cost_(s.real("host_cost", "GDP per head / person-year", {0, 5}, 0.3,
                        "what hosting someone who is held back costs the partner that holds")),
      stay_(s.real("stay", "years", {0, 20}, 1.5, "how long who is held back stays")),
      crowding_(s.real("crowding", "1", {0, 1000}, 20,
                       "rise of that cost with the share of people hosted already")),
      friction_(s.real("friction", "GDP / year", {1e-6, 1}, 4e-3,
                       "twice the cost of full containment to the partner")),
      contract_cost_(s.real("contract_cost", "GDP / year", {0, 1}, 3.5e-5,
                            "what negotiating costs, of the asking state's GDP")),
      impatience_(
          s.real("impatience", "1 / year", {1e-6, 100}, 0.1, "impatience of the state that asks")),
      impatience_partner_(
          s.real("impatience_partner", "1 / year", {1e-6, 100}, 0.15,
                 "impatience of the state that is asked; with the other's, its share "
                 "of the surplus is 0.4")),
      impatience_rise_(s.real("impatience_rise", "1 / GDP", {0, 1e5}, 0,
                              "rise of impatience with the own excess cost (pressure weighs "
                              "on the gain already)")),
      visas_(s.real("visas", "1", {0, 1}, 0.3,
                    "share of refusals that visa facilitation waives at full containment")),
      visa_value_(s.real("visa_value", "GDP / year", {0, 1}, 2e-4,
                         "what waiving all refusals is worth to the partner")),
      readmission_(s.real("readmission", "1", {0, 1}, 0.05,
                          "chance of being sent back after the crossing at full containment")),
      resettlement_(
          s.real("resettlement", "1", {0, 1}, 0.02, "refugees taken over per person held back")),
      first_entries_(world, parties()) {}

void ContainmentDeals::bind(const ModuleSet& modules) {
  first_entries_.bind(modules);
  cost_ = modules.find<StatusQuoCost>();
}

void ContainmentDeals::watch(const Scene& scene) {
  first_entries_.update(scene);
  count_held_back(scene);
  history_.update(scene, parties());
}

/// Counts persons and not stops, because people who are stopped try again. Some of last year's
/// stops in the partner are due to the deal; the deal holds back that share of the people stuck
/// there now.
void ContainmentDeals::count_held_back(const Scene& scene) {
  const World& world = scene.world;
  for (const auto& [pair, deal] : in_force()) {
    double all = 0, due_to_deal = 0;
    for (const CorridorId c : world.corridor_ids()) {
      if (world.state_of(world.corridors[c.index()].from) != pair.partner) continue;
      all += static_cast<double>(first_entries_.stopped(c) + first_entries_.sent_back(c));
    }
    const double f = deal.agreement->held();
    for (const CorridorId c : deal.agreement->corridors()) {
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
    const double meant =
        deal.agreement->adjacent() ? 1 : first_entries_.bound_for(pair.asker, pair.partner);
    first_entries_.hold_back(pair.asker, pair.partner,
                             all > 0 ? scene.persons(stuck) * due_to_deal / all * meant : 0);
  }
}

double ContainmentDeals::pressure(const Scene& scene, std::size_t party) const {
  const double people = people_of(scene, parties()[party]);
  if (people <= 0 || cost_ == nullptr) return 0;
  return CostHistory::excess_of(scene, parties()[party]) +
         cost_->of_person_held_back() * first_entries_.retained(party) / people;
}

/// Share of the flow that the supplier can hold back: its administrative capacity, but custom
/// forbids to hold those of its own citizens who would be recognised as refugees (non-refoulement).
double ContainmentDeals::capacity(const Scene& scene, Pair pair) const {
  const double capacity = scene.conditions.capacity[pair.partner];
  return capacity * (1 - first_entries_.own_share(pair.asker, pair.partner) *
                             scene.stances.recognition[pair.partner]);
}

ContainmentCase ContainmentDeals::facts(const Scene& scene, Pair pair) const {
  const Party& demander = parties()[pair.asker];
  const StateId supplier = pair.partner;
  const Party own{{}, {supplier}, 1};
  const double people = people_of(scene, supplier);
  ContainmentCase now{.demander_gdp = gdp_of(scene, demander),
                      .pressure = pressure(scene, pair.asker),
                      .dependence = first_entries_.dependence(pair.asker, supplier),
                      .supplier_capacity = capacity(scene, pair),
                      .host_cost = host_cost_,
                      .supplier_income = people > 0 ? gdp_of(scene, supplier) / people : 0,
                      .arrivals = first_entries_.arrivals(pair.asker, supplier),
                      .stay = stay_,
                      .crowding = crowding_,
                      .hosted_share = people > 0 ? hosted_in(scene, supplier, own) / people : 0,
                      .friction = friction_,
                      .supplier_gdp = gdp_of(scene, supplier),
                      .contract_cost = contract_cost_ * gdp_of(scene, demander)};
  now.supplier_share =
      bargaining_share(impatience_partner_ + impatience_rise_ * CostHistory::excess_of(scene, own),
                       impatience_ + impatience_rise_ * CostHistory::excess_of(scene, demander));
  return now;
}

/// Visas and resettlement in proportion to containment; resettled people cost the demander what
/// people held back would have cost it.
ContainmentProposal ContainmentDeals::propose(const Scene& scene, Pair pair) const {
  ContainmentProposal proposal{.facts = facts(scene, pair), .deal = {}, .terms = {}, .offer = {}};
  ContainmentCase& now = proposal.facts;
  const double c = propose_containment(now).intensity;
  const double people = people_of(scene, parties()[pair.asker]);
  const double resettled = resettlement_ * now.arrivals * now.supplier_capacity * c;
  const double visas = visas_ * c;
  now.visa_value = visa_value_ * visas * now.supplier_gdp +
                   now.host_cost * now.supplier_income * now.stay *
                       (1 + now.crowding * now.hosted_share) * resettled;
  if (cost_ != nullptr && people > 0) {
    now.contract_cost += cost_->of_person_held_back() * now.demander_gdp / people * resettled;
  }
  proposal.deal = propose_containment(now);
  proposal.terms = {.intensity = proposal.deal.intensity,
                    .payment = proposal.deal.payment,
                    .visas = visas,
                    .readmission = readmission_ * c,
                    .resettlement = resettled,
                    .parts = {}};
  proposal.offer = {.surplus = proposal.deal.surplus,
                    .payment = proposal.deal.payment,
                    .contract_cost = now.contract_cost,
                    .appeal = containment_gain(now, 1) - containment_loss(now, 1)};
  return proposal;
}

std::shared_ptr<ContainmentAgreement> ContainmentDeals::conclude(
    const Scene& scene, Pair pair, const ContainmentProposal& proposal) const {
  ContainmentTerms terms = proposal.terms;
  terms.parts = parts_of_members(scene, pair, proposal, gains_of_members(scene, pair, proposal));
  return std::make_shared<ContainmentAgreement>(scene.world, parties()[pair.asker], pair.partner,
                                                std::move(terms), proposal.facts.supplier_capacity);
}

Worth ContainmentDeals::worth(const ContainmentAgreement& deal,
                              const ContainmentProposal& today) const {
  const ContainmentTerms& terms = deal.terms();
  return {.gain = containment_gain(today.facts, terms.intensity),
          .payment = terms.payment,
          .loss = containment_loss(today.facts, terms.intensity),
          .compensation = terms.payment + today.facts.visa_value};
}

/// By the members' own excess; what the union gains from people it holds back already is shared by
/// GDP.
std::vector<double> ContainmentDeals::gains_of_members(const Scene& scene, Pair pair,
                                                       const ContainmentProposal& proposal) const {
  const std::vector<StateId>& members = parties()[pair.asker].members;
  std::vector<double> gains;
  double own = 0;
  for (const StateId member : members) {
    gains.push_back(gdp_of(scene, member, &scene.stances.excess) * proposal.facts.dependence *
                    proposal.facts.supplier_capacity * proposal.terms.intensity);
    own += gains.back();
  }
  const double common = std::max(0.0, proposal.deal.gain - own);
  for (std::size_t m = 0; m < gains.size(); ++m) {
    gains[m] += common * gdp_of(scene, members[m]) / proposal.facts.demander_gdp;
  }
  return gains;
}

std::vector<double> ContainmentDeals::parts_of_members(const Scene& scene, Pair pair,
                                                       const ContainmentProposal& proposal,
                                                       const std::vector<double>& gains) const {
  const Party& asker = parties()[pair.asker];
  if (!asker.by_gdp) return split_payment(proposal.terms.payment, gains);
  std::vector<double> gdp;
  for (const StateId member : asker.members) gdp.push_back(gdp_of(scene, member));
  return split_payment(proposal.terms.payment, gdp);
}

/// A union's members vote on their parts of the payment. Where these follow their gains nobody
/// objects, since a deal gains more than it costs.
bool ContainmentDeals::approved(const Scene& scene, Pair pair, const ContainmentProposal& proposal,
                                EventLog& log) {
  const Party& asker = parties()[pair.asker];
  if (asker.members.size() < 2) return true;
  std::vector<double> people;
  for (const StateId member : asker.members) {
    people.push_back(people_of(scene, member));
  }
  const auto gains = gains_of_members(scene, pair, proposal);
  const auto parts = parts_of_members(scene, pair, proposal, gains);
  const VotingRule rule =
      asker.approval >= 1 ? VotingRule::everyone() : VotingRule::weighted(asker.approval);
  const UnionVote vote = vote_on_payment(gains, parts, people, rule);
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
  const double gain = containment_gain(proposal.facts, 1);
  if (gain <= proposal.facts.contract_cost) return;
  const auto told = refused_.find(pair.asker);
  if (told != refused_.end() && told->second == pair.partner) return;
  refused_[pair.asker] = pair.partner;
  log.add(
      "no deal",
      line(scene, pair,
           fmt::format(
               "full containment would gain {:.2g} bn/yr, cost {} {:.2g} and {:.2g} to negotiate",
               gain / 1e9, partner_name(scene, pair), containment_loss(proposal.facts, 1) / 1e9,
               proposal.facts.contract_cost / 1e9)));
}

std::string ContainmentDeals::terms_text(const Scene& scene, Pair pair,
                                         const ContainmentProposal& proposal) const {
  const ContainmentTerms& terms = proposal.terms;
  const double sd = history_.deviation(pair.asker, scene.world.calendar.ticks_per_year());
  const double excess = CostHistory::excess_of(scene, parties()[pair.asker]);
  std::string text =
      fmt::format("containment {:.2f}, payment {:.2g} bn/yr", terms.intensity, terms.payment / 1e9);
  if (terms.visas > 0) text += ", visa facilitation";
  if (terms.resettlement >= 1) text += fmt::format(", {:.0f} resettled/yr", terms.resettlement);
  return text + fmt::format("; {} excess {:.1f} sd, {} share {:.2f}", parties()[pair.asker].name,
                            sd > 0 ? excess / sd : 0, partner_name(scene, pair),
                            proposal.facts.dependence);
}

}  // namespace sojourn::models
