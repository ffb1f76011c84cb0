#include "models/negotiation/containment_deals.hpp"

#include <fmt/format.h>

#include "models/home_front/status_quo_cost.hpp"
#include "models/movement/walking_channels.hpp"
#include "models/negotiation/deal_review.hpp"
#include "models/negotiation/rubinstein.hpp"
#include "models/negotiation/union_payment.hpp"
#include "sim/catalog.hpp"

namespace sojourn {

ContainmentDeals::ContainmentDeals(Settings& s, const World& world)
    : host_cost_(s.real("host_cost", "GDP per head / person-year", {0, 5}, 0.3,
                        "what hosting someone who is held back costs the supplier")),
      stay_(s.real("stay", "years", {0, 20}, 1.5, "how long who is held back stays")),
      crowding_(s.real("crowding", "1", {0, 1000}, 20,
                       "rise of that cost with the share of people hosted already")),
      friction_(s.real("friction", "GDP / year", {1e-6, 1}, 4e-3,
                       "twice the cost of full containment to the supplier")),
      contract_cost_(s.real("contract_cost", "GDP / year", {0, 1}, 3.5e-5,
                            "what negotiating costs, of the demander's GDP")),
      impatience_(s.real("impatience", "1 / year", {1e-6, 100}, 0.1,
                         "impatience of the state that asks")),
      impatience_paid_(s.real("impatience_paid", "1 / year", {1e-6, 100}, 0.15,
                              "impatience of the state that is asked; with the other's, its share "
                              "of the surplus is 0.4")),
      impatience_rise_(s.real("impatience_rise", "1 / GDP", {0, 1e5}, 0,
                              "rise of impatience with the own excess cost (an ablation: pressure "
                              "weighs on the gain already)")),
      visas_(s.real("visas", "1", {0, 1}, 0.3,
                    "share of refusals that visa facilitation waives at full containment")),
      visa_value_(s.real("visa_value", "GDP / year", {0, 1}, 2e-4,
                         "what waiving all refusals is worth to the supplier")),
      readmission_(s.real("readmission", "1", {0, 1}, 0.05,
                          "chance of being sent back after the crossing at full containment")),
      resettlement_(s.real("resettlement", "1", {0, 1}, 0.02,
                           "refugees taken over per person held back")),
      parties_(parties_of(world)),
      entries_(world, parties_) {
  const double ticks_per_month = world.calendar.ticks_per_year() / 12.0;
  const auto ticks = [&](double months) { return static_cast<int>(std::lround(months * ticks_per_month)); };
  delay_ = ticks(s.real("delay", "months", {0, 120}, 2, "from the first approach to the signature"));
  start_ = world.calendar.tick(s.date("start", world.calendar.start(),
                                      "when states begin to bargain, a year into the run or later"));
  start_ = std::max(start_, world.calendar.ticks_per_year());
  term_ = ticks(s.real("term", "months", {0, 1200}, 12, "how long a deal binds both sides"));
}

void ContainmentDeals::bind(const ModuleSet& modules) {
  entries_.bind(modules);
  for (const auto& part : modules.home_front) {
    if (const auto* cost = dynamic_cast<const StatusQuoCost*>(part.get())) cost_ = cost;
  }
  for (const auto& channel : modules.channels) {
    if (const auto* asylum = dynamic_cast<const AsylumChannel*>(channel.get())) asylum_ = asylum;
  }
}

void ContainmentDeals::negotiate(const Scene& scene, Agreements& agreements,
                                 std::vector<Event>& events) {
  entries_.update(scene);
  count_held_back(scene);
  history_.update(scene, parties_);
  const Calendar& calendar = scene.world.calendar;
  const bool quarter =
      calendar.begins_month(scene.tick) && (calendar.month(scene.tick) - 1) % 3 == 0;
  if (cost_ == nullptr || scene.tick < start_) return;
  sign_due(scene, events);
  if (quarter) {
    review(scene, events);
    approach(scene, events);
  }
  publish(agreements);
}

/// Of those whom the previous tick stopped on the deal's corridors, those whom it stopped for the
/// deal's sake.
void ContainmentDeals::count_held_back(const Scene& scene) {
  const Flows& flows = scene.ledger.previous_tick;
  for (const auto& [pair, deal] : in_force_) {
    const double f = deal.agreement->held();
    double persons = 0;
    for (const CorridorId c : deal.agreement->corridors()) {
      const double e = scene.rules.enforcement[c.index()];
      const double without = f < 1 ? 1 - (1 - e) / (1 - f) : 0;
      const double due_to_deal = e > 0 ? (e - without) / e : 0;
      persons += scene.persons(flows.interceptions[c.index()]) * due_to_deal +
                 scene.persons(flows.readmissions[c.index()]);
    }
    const double meant =
        deal.agreement->adjacent() ? 1 : entries_.bound_for(pair.demander, pair.supplier);
    entries_.hold_back(pair.demander, pair.supplier, persons * meant);
  }
}

double ContainmentDeals::pressure(const Scene& scene, std::size_t party) const {
  const double people = people_of(scene, parties_[party]);
  if (people <= 0 || cost_ == nullptr) return 0;
  return CostHistory::excess_of(scene, parties_[party]) +
         cost_->of_person_held_back() * entries_.retained(party) / people;
}

/// Share of the flow that the supplier can hold back: its administrative capacity, but custom forbids
/// to hold those of its own citizens who would be recognised as refugees (non-refoulement).
double ContainmentDeals::capacity(const Scene& scene, Pair pair) const {
  const double capacity = scene.world.baseline.capacity[pair.supplier.value];
  if (asylum_ == nullptr) return capacity;
  return capacity * (1 - entries_.own_share(pair.demander, pair.supplier) *
                             asylum_->recognition()(scene, pair.supplier));
}

ContainmentCase ContainmentDeals::facts(const Scene& scene, Pair pair) const {
  const Party& demander = parties_[pair.demander];
  const StateId supplier = pair.supplier;
  const double people = scene.persons(scene.ledger.summary.population[supplier.index()]);
  double hosted = 0;
  for (const Status status : {Status::kIrregular, Status::kAsylumApplicant, Status::kRefugee,
                              Status::kInTransit, Status::kStranded, Status::kDetained}) {
    hosted += scene.persons(scene.ledger.foreigners(PlaceId(supplier.value), status));
  }
  ContainmentCase now{.demander_gdp = gdp_of(scene, demander),
                      .pressure = pressure(scene, pair.demander),
                      .dependence = entries_.dependence(pair.demander, supplier),
                      .supplier_capacity = capacity(scene, pair),
                      .host_cost = host_cost_,
                      .supplier_income = scene.conditions.gdp_per_capita[supplier.value],
                      .arrivals = entries_.arrivals(pair.demander, supplier),
                      .stay = stay_,
                      .crowding = crowding_,
                      .hosted_share = people > 0 ? hosted / people : 0,
                      .friction = friction_,
                      .supplier_gdp = gdp_of(scene, supplier),
                      .contract_cost = contract_cost_ * gdp_of(scene, demander)};
  const double excess_paid = scene.stances.excess[supplier.value];
  now.supplier_share =
      bargaining_share(impatience_paid_ + impatience_rise_ * excess_paid,
                       impatience_ + impatience_rise_ * CostHistory::excess_of(scene, demander));
  return now;
}

/// Visas and resettlement in proportion to containment; resettled people cost the demander what
/// people held back would have cost it.
ContainmentDeals::Proposal ContainmentDeals::propose(const Scene& scene, Pair pair) const {
  Proposal proposal{.facts = facts(scene, pair), .deal = {}, .terms = {}};
  ContainmentCase& now = proposal.facts;
  const double c = propose_containment(now).intensity;
  const double people = people_of(scene, parties_[pair.demander]);
  const double resettled = resettlement_ * now.arrivals * now.supplier_capacity * c;
  const double visas = visas_ * c;
  now.visa_value = visa_value_ * visas * now.supplier_gdp +
                   now.host_cost * now.supplier_income * now.stay *
                       (1 + now.crowding * now.hosted_share) * resettled;
  if (people > 0) {
    now.contract_cost += cost_->of_person_held_back() * now.demander_gdp / people * resettled;
  }
  proposal.deal = propose_containment(now);
  proposal.terms = {.intensity = proposal.deal.intensity,
                    .payment = proposal.deal.payment,
                    .visas = visas,
                    .readmission = readmission_ * c,
                    .resettlement = resettled};
  return proposal;
}

double ContainmentDeals::gain_of_member(const Scene& scene, StateId member,
                                        const Proposal& proposal) const {
  const double excess = gdp_of(scene, member) * scene.stances.excess[member.value];
  return std::max(0.0, excess) * proposal.facts.dependence * proposal.facts.supplier_capacity *
         proposal.terms.intensity;
}

/// A union's members vote on their parts, which follow their gains; what the union gains from
/// people it holds back already is shared by GDP.
bool ContainmentDeals::approved(const Scene& scene, Pair pair, const Proposal& proposal,
                                std::vector<Event>& events) const {
  const Party& demander = parties_[pair.demander];
  if (demander.members.size() < 2) return true;
  std::vector<double> gains, weights;
  double own = 0;
  for (const StateId member : demander.members) {
    gains.push_back(gain_of_member(scene, member, proposal));
    weights.push_back(scene.persons(scene.ledger.summary.population[member.index()]));
    own += gains.back();
  }
  const double common = std::max(0.0, proposal.deal.gain - own);
  for (std::size_t m = 0; m < gains.size(); ++m) {
    gains[m] += common * gdp_of(scene, demander.members[m]) / proposal.facts.demander_gdp;
  }
  const auto parts = split_payment(proposal.terms.payment, gains);
  const VotingRule rule = demander.approval >= 1 ? VotingRule::everyone()
                                                 : VotingRule::weighted(std::max(1e-9, demander.approval));
  const UnionVote vote = vote_on_payment(gains, parts, weights, rule);
  if (vote.accepted) return true;
  std::string who;
  for (const int m : vote.objectors) {
    const StateId member = demander.members[static_cast<std::size_t>(m)];
    who += (who.empty() ? "" : ", ") + scene.world.places[member.index()].id;
  }
  tell(scene, events, "veto", fmt::format("{}: {} would pay more than they gain", name_of(scene, pair), who));
  return false;
}

void ContainmentDeals::approach(const Scene& scene, std::vector<Event>& events) {
  for (std::size_t r = 0; r < parties_.size(); ++r) {
    if (pressure(scene, r) <= 0) continue;
    std::optional<Pair> best;
    Proposal offer;
    for (int k = 0; k < scene.world.n_states; ++k) {
      const Pair pair{r, StateId(k)};
      if (parties_[r].has(StateId(k)) || in_force_.contains(pair) || due_.contains(pair)) continue;
      Proposal proposal = propose(scene, pair);
      if (best && proposal.deal.surplus <= offer.deal.surplus) continue;
      best = pair;
      offer = proposal;
    }
    if (!best) continue;
    if (offer.deal.worthwhile()) {
      due_[*best] = scene.tick + delay_;
      tell(scene, events, "approach", terms_text(scene, *best, offer));
    } else {
      tell_refusal(scene, *best, offer, events);
    }
  }
}

/// Where the demander would gain enough, but the supplier would lose more.
void ContainmentDeals::tell_refusal(const Scene& scene, Pair pair, const Proposal& offer,
                                    std::vector<Event>& events) {
  const double gain = containment_gain(offer.facts, 1);
  if (gain <= offer.facts.contract_cost) return;
  const auto told = refused_.find(pair.demander);
  if (told != refused_.end() && told->second == pair.supplier) return;
  refused_[pair.demander] = pair.supplier;
  tell(scene, events, "no deal",
       fmt::format("{}: full containment would gain {:.2g} bn/yr and cost {} {:.2g}",
                   name_of(scene, pair), gain / 1e9,
                   scene.world.places[pair.supplier.index()].id,
                   containment_loss(offer.facts, 1) / 1e9));
}

void ContainmentDeals::sign_due(const Scene& scene, std::vector<Event>& events) {
  for (auto next = due_.begin(); next != due_.end();) {
    const auto [pair, when] = *next;
    if (when > scene.tick) {
      ++next;
      continue;
    }
    next = due_.erase(next);
    const Proposal proposal = propose(scene, pair);
    if (!proposal.deal.worthwhile()) {
      tell(scene, events, "refusal",
           name_of(scene, pair) + ": the reason has gone before the signature");
      continue;
    }
    if (!approved(scene, pair, proposal, events)) continue;
    enter(scene, pair, proposal, scene.tick);
    tell(scene, events, "deal", terms_text(scene, pair, proposal));
  }
}

void ContainmentDeals::enter(const Scene& scene, Pair pair, const Proposal& proposal, int since) {
  in_force_[pair] = {
      std::make_shared<ContainmentAgreement>(scene.world, parties_[pair.demander], pair.supplier,
                                             proposal.terms, proposal.facts.supplier_capacity),
      since};
}

void ContainmentDeals::review(const Scene& scene, std::vector<Event>& events) {
  for (auto next = in_force_.begin(); next != in_force_.end();) {
    const Pair pair = next->first;
    InForce& deal = (next++)->second;
    const ContainmentTerms& terms = deal.agreement->terms();
    const Proposal fresh = propose(scene, pair);
    if (fresh.deal.worthwhile() &&
        worth_renegotiating(fresh.terms.payment, terms.payment, fresh.facts.contract_cost) &&
        approved(scene, pair, fresh, events)) {
      tell(scene, events, "renegotiation",
           fmt::format("{} (before {:.2g} bn/yr)", terms_text(scene, pair, fresh), terms.payment / 1e9));
      enter(scene, pair, fresh, deal.since);
      continue;
    }
    const double loss = containment_loss(fresh.facts, terms.intensity);
    const double compensation = terms.payment + fresh.facts.visa_value;
    const double kept = effort(compensation, loss);
    const double gain = containment_gain(fresh.facts, terms.intensity) * kept;
    if (kept < 1 && deal.agreement->effort() == 1) {
      tell(scene, events, "slip",
           fmt::format("{}: {} keeps {:.0f}% of its promise, paid {:.2g} bn/yr for a loss of {:.2g}",
                       name_of(scene, pair), scene.world.places[pair.supplier.index()].id, 100 * kept,
                       terms.payment / 1e9, loss / 1e9));
    }
    deal.agreement->set_effort(kept);
    if (scene.tick - deal.since < term_) continue;
    const bool payer = payer_ends(gain, terms.payment), payee = payee_ends(compensation, loss);
    if (!payer && !payee) continue;
    tell(scene, events, "end",
         fmt::format("{}: {} ends the deal; it gains {:.2g} bn/yr for {:.2g}, {} loses {:.2g} for {:.2g}",
                     name_of(scene, pair), payer ? parties_[pair.demander].name : scene.world.places[pair.supplier.index()].id,
                     gain / 1e9, terms.payment / 1e9, scene.world.places[pair.supplier.index()].id, loss / 1e9,
                     compensation / 1e9));
    in_force_.erase(pair);
  }
}

void ContainmentDeals::publish(Agreements& agreements) const {
  std::erase_if(agreements.in_force, [](const auto& agreement) {
    return dynamic_cast<const ContainmentAgreement*>(agreement.get()) != nullptr;
  });
  for (const auto& [pair, deal] : in_force_) agreements.in_force.push_back(deal.agreement);
}

std::string ContainmentDeals::name_of(const Scene& scene, Pair pair) const {
  return parties_[pair.demander].name + "-" + scene.world.places[pair.supplier.index()].id;
}

std::string ContainmentDeals::terms_text(const Scene& scene, Pair pair,
                                         const Proposal& proposal) const {
  const ContainmentTerms& terms = proposal.terms;
  const double sd = history_.deviation(pair.demander);
  const double excess = CostHistory::excess_of(scene, parties_[pair.demander]);
  std::string text = fmt::format("{}: containment {:.2f}, payment {:.2g} bn/yr", name_of(scene, pair),
                                 terms.intensity, terms.payment / 1e9);
  if (terms.visas > 0) text += ", visa facilitation";
  if (terms.resettlement >= 1) text += fmt::format(", {:.0f} resettled/yr", terms.resettlement);
  return text + fmt::format("; {} excess {:.1f} sd, {} share {:.2f}", parties_[pair.demander].name,
                            sd > 0 ? excess / sd : 0, scene.world.places[pair.supplier.index()].id,
                            proposal.facts.dependence);
}

void ContainmentDeals::tell(const Scene& scene, std::vector<Event>& events, std::string kind,
                            std::string text) const {
  events.push_back({scene.tick, std::move(kind), std::move(text)});
}

}  // namespace sojourn
