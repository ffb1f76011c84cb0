#pragma once

#include <vector>

#include "models/movement/sent_home.hpp"
#include "sim/stages/stages.hpp"

namespace sojourn::models {

/// An observer that says what share of the wage abroad settled people send home.
class RemittanceObserver : public Observer {
 public:
  virtual double remitted() const = 0;  // [0, 1]
};

/// Sent to each country by its citizens abroad during the tick [int. $], by place: as the module
/// says that reckons it, else `remitted` of the wage of all who are settled.
inline std::vector<double> remittances_home(const Scene& scene, double remitted) {
  std::vector<double> sum(scene.world.places.size(), 0);
  if (const auto* reckoned = scene.modules.find<SentHome, HomeFront>()) {
    for (const StateId home : scene.world.states()) {
      sum[home.index()] = reckoned->sent_home()[home] * scene.dt();
    }
    return sum;
  }
  for (const StateId home : scene.world.states()) {
    for (const PlaceId j : scene.world.place_ids()) {
      if (scene.world.state_of(j) == home) continue;
      sum[home.index()] += scene.persons(scene.ledger.summary.settled(j, home)) *
                           scene.labour.wage[j] * remitted * scene.dt();
    }
  }
  return sum;
}

/// What all who work in each place earn: supply*(1 - unemployment)*wage [int. $ / year].
inline std::vector<double> output_by_place(const Scene& scene) {
  const PlaceArray earned =
      scene.labour.supply * (1 - scene.conditions.unemployment) * scene.labour.wage;
  return {earned.begin(), earned.end()};
}

}  // namespace sojourn::models
