#include "models/deals/labour_deals.hpp"

#include "models/bargaining/rubinstein.hpp"
#include "models/parties/position.hpp"
#include "sim/foresight/outlook.hpp"
#include "sim/stages/catalog.hpp"

namespace sojourn::models {

LabourDeals::LabourDeals(Settings& s, const World& world)
    : DealMaking(s, world),
      tolerated_(s.real("tolerated", "1", {0, 1}, 0.02, "shortage that a state lives with")),
      value_(s.real("value", "wage", {0, 10}, 0.5,
                    "what a filled vacancy gives the state, the wage paid")),
      absence_(s.real("absence", "wage", {0, 10}, 0.2,
                      "what a worker's absence costs the partner, in its own wages")),
      remitted_(
          s.real("remitted", "wage", {0, 1}, 0.15, "share of the wage that workers send home")),
      friction_(s.real("friction", "GDP / year", {1e-6, 1}, 4e-3,
                       "twice the cost of filling all vacancies by one deal")),
      contract_cost_(s.real("contract_cost", "GDP / year", {0, 1}, 3.5e-5,
                            "what negotiating costs, of the asker's GDP")),
      years_(s.real("years", "years", {0.25, 50}, 5, "time over which the places are filled")) {
  const double impatience =
      s.real("impatience", "1 / year", {1e-6, 100}, 0.1, "impatience of the state that asks");
  const double impatience_partner =
      s.real("impatience_partner", "1 / year", {1e-6, 100}, 0.15, "impatience of the partner");
  partner_share_ = bargaining_share(impatience_partner, impatience);
}

void LabourDeals::bind(const ModuleSet& modules) {
  labour_ = modules.channel("labour");
}

double LabourDeals::vacancies(const Scene& scene, const Party& party) const {
  double sum = 0;
  for (const StateId member : party.members) sum += LabourAgreement::vacancies(scene, member);
  return sum;
}

bool LabourDeals::wants(const Scene& scene, std::size_t party) const {
  return labour_.valid() && shortage(scene, parties()[party]) > tolerated_;
}

void LabourDeals::watch(const Scene&) {
  expected_.clear();
}

/// The partner's citizens who got a place in the asker's members last year without the deal.
double LabourDeals::come_anyway(const Scene& scene, Pair pair) const {
  std::int64_t agents = 0;
  for (const StateId member : parties()[pair.asker].members) {
    for (const PlaceId place : scene.world.places_of(member)) {
      agents += scene.ledger.last_year.arrivals(pair.partner, place, labour_);
    }
  }
  const auto deal = in_force().find(pair);
  const double by_deal =
      deal == in_force().end() ? 0 : deal->second.agreement->terms().places_per_year;
  return std::max(0.0, scene.persons(agents) - by_deal);
}

/// People whom the choice model expects to apply for work in the asker's members over the years of
/// the deal, less those who would come without the deal [persons].
double LabourDeals::candidates(const Scene& scene, Pair pair) const {
  auto known = expected_.find(pair.partner);
  if (known == expected_.end()) {
    Outlook outlook(scene);
    PlaceArray sum = PlaceArray::Zero(scene.world.n_places());
    for (const PlaceId home : scene.world.places_of(pair.partner)) {
      const Expected year = outlook.of(scene, home);
      for (const PlaceId j : scene.world.place_ids()) sum[j] += year.arrivals(labour_, j);
    }
    known = expected_.emplace(pair.partner, std::move(sum)).first;
  }
  double sum = 0;
  for (const StateId member : parties()[pair.asker].members) {
    for (const PlaceId place : scene.world.places_of(member)) sum += known->second[place];
  }
  return std::max(0.0, sum - come_anyway(scene, pair)) * years_;
}

LabourCase LabourDeals::facts(const Scene& scene, Pair pair) const {
  const Party& asker = parties()[pair.asker];
  double jobs = vacancies(scene, asker);
  for (const auto& [other, deal] : in_force()) {
    const bool promised = other.asker == pair.asker && other.partner != pair.partner;
    if (promised) jobs -= deal.agreement->terms().places_per_year * years_;
  }
  jobs = std::max(0.0, jobs);
  double wages = 0;
  for (const StateId member : asker.members) {
    for (const PlaceId place : scene.world.places_of(member)) {
      wages += scene.labour.wage[place] * LabourAgreement::vacancies(scene, place);
    }
  }
  const double all = vacancies(scene, asker);
  const double wage = all > 0 ? wages / all : 0;
  const double gdp = gdp_of(scene, asker);
  return {.vacancies = jobs,
          .candidates = candidates(scene, pair),
          .worker_value = value_ * wage,
          .friction = friction_,
          .admitter_gdp = gdp,
          .absence_cost = absence_ * scene.labour.wage[pair.partner],
          .remittances = remitted_ * wage,
          .contract_cost = contract_cost_ * gdp,
          .partner_share = partner_share_};
}

LabourProposal LabourDeals::propose(const Scene& scene, Pair pair) const {
  LabourProposal proposal{.facts = facts(scene, pair), .deal = {}, .terms = {}, .offer = {}};
  LabourDeal& deal = proposal.deal;
  deal = propose_admission(proposal.facts);
  proposal.terms = {.admission = deal.admission,
                    .places_per_year = deal.admission * proposal.facts.vacancies / years_,
                    .transfer = deal.transfer};
  proposal.offer = {.surplus = deal.surplus,
                    .payment = deal.transfer,
                    .contract_cost = proposal.facts.contract_cost};
  return proposal;
}

std::string LabourDeals::terms_text(const Scene& scene, Pair pair,
                                    const LabourProposal& proposal) const {
  const LabourTerms& terms = proposal.terms;
  return fmt::format(
      "admission of {:.0f} workers/yr ({:.0f}% of vacancies), {} pays {:.2g} bn/yr; "
      "{} lacks {:.1f}% of its workers",
      terms.places_per_year, 100 * terms.admission,
      terms.transfer >= 0 ? parties()[pair.asker].name : partner_name(scene, pair),
      std::abs(terms.transfer) / 1e9, parties()[pair.asker].name,
      100 * shortage(scene, parties()[pair.asker]));
}

std::shared_ptr<LabourAgreement> LabourDeals::conclude(const Scene&, Pair pair,
                                                       const LabourProposal& proposal) const {
  return std::make_shared<LabourAgreement>(parties()[pair.asker], pair.partner, labour_,
                                           proposal.terms);
}

Worth LabourDeals::worth(const LabourAgreement& deal, const LabourProposal& today) const {
  const LabourTerms& terms = deal.terms();
  return {.gain = admission_gain(today.facts, terms.admission),
          .payment = terms.transfer,
          .loss = admission_loss(today.facts, terms.admission),
          .compensation = terms.transfer};
}

}  // namespace sojourn::models
