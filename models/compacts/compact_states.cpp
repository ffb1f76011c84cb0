#include "models/compacts/compact_states.hpp"

#include "models/home_front/politics/elections.hpp"
#include "models/parties/acquaintance.hpp"
#include "models/parties/party.hpp"
#include "sim/stages/module_set.hpp"

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

CompactStates compact_states(const Scene& scene, const SupportWeights& weights,
                             const PowerScales& scales, double prior) {
  const auto n = scene.world.n_states;
  StakeScales of_stocks;
  of_stocks.net_position = scales.net_position;
  const Eigen::ArrayXd net_position = stakes_of(scene, of_stocks).net_position();
  StateArray gdp(n);
  StateArray expected(n), saved(n), urged(n);
  const Acquaintance& met = acquaintance_in(scene.modules);
  for (const StateId i : scene.world.states()) {
    gdp[i] = gdp_of(scene, i);
    expected[i] = prior + met.trust(i) * (1 - prior);
    saved[i] = met.saved(i);
    urged[i] = met.urged(i);
  }
  const Eigen::ArrayXd law = scene.conditions.rule_of_law.head(n);
  return {.sending = (1 - net_position) / 2,
          .capacity = scene.conditions.capacity.head(n),
          .rule_of_law = law,
          .power = (gdp / std::max(1e-300, scales.great_power * gdp.mean())).min(1),
          .sovereignty = (1 + law) / 2 * (scales.least_sovereignty + net_position.max(0)),
          .support = support_of(scene, weights),
          .prior = expected,
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
