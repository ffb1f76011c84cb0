#include "models/compacts/compact_states.hpp"

#include "models/home_front/politics/elections.hpp"
#include "models/parties/acquaintance.hpp"
#include "models/parties/party.hpp"
#include "sim/base/arithmetic/elementary.hpp"
#include "sim/base/rates.hpp"
#include "sim/stages/module_set.hpp"

#include <cmath>

namespace sojourn::models {

Eigen::ArrayXd support_of(const Scene& scene, const SupportWeights& weights) {
  const auto n = scene.world.n_states;
  Eigen::ArrayXd shift = (scene.conditions.openness.head(n) + scene.conditions.rights.head(n)) / 2;
  if (const auto* elections = scene.modules.find<Elections>()) {
    for (const StateId s : scene.world.states()) shift[s.value] += elections->swing(s);
  }
  return (weights.start + weights.swing * shift -
          weights.sentiment * scene.stances.sentiment.head(n))
      .max(-1)
      .min(1);
}

namespace {

/// 1 - prod over the texts of others that bind it of 1 - hardness, by state.
StateArray under_law(const Scene& scene, const std::string& text) {
  StateArray law = StateArray::Zero(scene.world.n_states);
  for (const Instrument& other : scene.agreements.instruments) {
    if (other.owner == text) continue;
    for (const StateId i : scene.world.states()) {
      if (other.binds(i)) law[i] = either(law[i], other.hardness);
    }
  }
  return law;
}

double irregular_in(const Scene& scene, StateId state) {
  double persons = 0;
  for (const PlaceId p : scene.world.places_of(state)) {
    persons += scene.persons(scene.ledger.foreigners(p, Status::kIrregular));
  }
  return persons;
}

/// [state, basket] in [0, 1]: how much each basket's matter happens to a state.
StateObjective exposures(const Scene& scene, const Stakes& stakes, const Eigen::ArrayXd& m,
                         const InterestScales& scales) {
  const auto n = scene.world.n_states;
  StateObjective x = StateObjective::Zero(n, std::ssize(kBasketNames));
  const auto at = [&](Basket basket) { return x.col(static_cast<int>(basket)); };
  for (const StateId i : scene.world.states()) {
    const double people = std::max(1.0, stakes.people[i]);
    at(Basket::kCauses)[i.value] =
        -fixed::expm1(-scene.conditions.displacement[i.value] / scales.displaced);
    at(Basket::kBorders)[i.value] =
        -fixed::expm1(-irregular_in(scene, i) / people / scales.irregular);
  }
  at(Basket::kCooperation) = stakes.stake();
  at(Basket::kProtection) = stakes.stake();
  at(Basket::kPathways) = (1 + m) / 2 * scene.labour.shortage.head(n);
  return x;
}

/// As many times the mean basket as each weighs, by the logit of exposures.
StateObjective salience_of(const StateObjective& exposure, double slope) {
  StateObjective weight = (slope * exposure).unaryExpr(&fixed::exp);
  weight.colwise() /= Eigen::ArrayXd(weight.rowwise().mean());
  return weight;
}

}  // namespace

CompactStates compact_states(const Scene& scene, const CompactScales& scales,
                             const Eigen::ArrayXd& priors, const std::string& text) {
  const auto n = scene.world.n_states;
  StakeScales of_stocks;
  of_stocks.net_position = scales.power.net_position;
  const Stakes stakes = stakes_of(scene, of_stocks);
  const Eigen::ArrayXd net_position = stakes.net_position();
  StateArray gdp(n), prior(n), saved(n), urged(n);
  const Acquaintance& met = acquaintance_in(scene.modules);
  for (const StateId i : scene.world.states()) {
    gdp[i] = gdp_of(scene, i);
    prior[i] = priors[i.value] + met.trust(i) * (1 - priors[i.value]);
    saved[i] = met.saved(i);
    urged[i] = met.urged(i);
  }
  const Eigen::ArrayXd law = scene.conditions.rule_of_law.head(n);
  const Eigen::ArrayXd capacity = scene.conditions.capacity.head(n);
  const Eigen::ArrayXd administration = (law + capacity) / 2;
  return {.sending = (1 - net_position) / 2,
          .capacity = capacity,
          .rule_of_law = law,
          .power = (gdp / std::max(1e-300, scales.power.great_power * gdp.mean())).min(1),
          .sovereignty = (1 + law) / 2 * (scales.power.least_sovereignty + net_position.max(0)),
          .support = support_of(scene, scales.support),
          .prior = prior,
          .practised =
              (1 + scales.interests.practice * (administration - administration.mean())).max(0),
          .salience = salience_of(exposures(scene, stakes, net_position, scales.interests),
                                  scales.interests.salience),
          .under_law = under_law(scene, text),
          .fund = StateArray::Zero(n),
          .offered = 0,
          .saved = saved,
          .urged = urged};
}

std::vector<std::vector<StateId>> regions_or_all(const World& world) {
  auto regions = regional_peers(world);
  for (const StateId i : world.states()) {
    if (!world.places[i.index()].regions.empty()) continue;
    for (const StateId j : world.states()) {
      if (j != i) regions[i.index()].push_back(j);
    }
  }
  return regions;
}

}  // namespace sojourn::models
