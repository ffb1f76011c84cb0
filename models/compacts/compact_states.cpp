#include "models/compacts/compact_states.hpp"

#include "models/parties/party.hpp"

namespace sojourn::models {

Eigen::ArrayXd support_of(const Scene& scene, const SupportWeights& weights) {
  const auto n = scene.world.n_states;
  const Eigen::ArrayXd shift =
      (scene.conditions.openness.head(n) + scene.conditions.rights.head(n)) / 2;
  return (weights.start + weights.swing * shift -
          weights.sentiment * scene.stances.sentiment.head(n))
      .max(-1)
      .min(1);
}

CompactStates compact_states(const Scene& scene, const SupportWeights& weights,
                             const PowerScales& scales) {
  const auto n = scene.world.n_states;
  StakeScales of_stocks;
  of_stocks.net_position = scales.net_position;
  const Eigen::ArrayXd net_position = stakes_of(scene, of_stocks).net_position();
  Eigen::ArrayXd gdp(n);
  for (int i = 0; i < n; ++i) gdp[i] = gdp_of(scene, StateId(i));
  const Eigen::ArrayXd law = scene.world.baseline.rule_of_law.head(n);
  return {.sending = (1 - net_position) / 2,
          .capacity = scene.world.baseline.capacity.head(n),
          .rule_of_law = law,
          .power = (gdp / std::max(1e-300, scales.great_power * gdp.mean())).min(1),
          .sovereignty = (1 + law) / 2 * (scales.least_sovereignty + net_position.max(0)),
          .support = support_of(scene, weights)};
}

std::vector<std::vector<int>> regions_or_all(const World& world) {
  auto regions = regional_peers(world);
  for (std::size_t i = 0; i < regions.size(); ++i) {
    if (!world.places[i].regions.empty()) continue;
    for (int j = 0; j < world.n_states; ++j) {
      if (j != static_cast<int>(i)) regions[i].push_back(j);
    }
  }
  return regions;
}

}  // namespace sojourn::models
