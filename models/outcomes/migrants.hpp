#pragma once

#include <limits>
#include <numeric>

#include "sim/stages/stages.hpp"

namespace sojourn::models {

inline constexpr double kUnknown = std::numeric_limits<double>::quiet_NaN();
inline constexpr double kBillion = 1e9;

/// Calls fn(place, citizenship, persons settled there) for all who live outside their own country.
template <class Fn>
void each_abroad(const Scene& scene, const Fn& fn) {
  for (const PlaceId place : scene.world.place_ids()) {
    for (const StateId s : scene.world.states()) {
      if (scene.world.state_of(place) == s) continue;
      const double persons = scene.persons(scene.ledger.summary.settled(place, s));
      if (persons > 0) fn(place, s, persons);
    }
  }
}

/// All that a counter of the tick counted [persons / year].
template <auto Counter>
double counted(const Scene& scene) {
  const auto& agents = scene.ledger.tick.*Counter;
  const std::int64_t all = std::accumulate(agents.begin(), agents.end(), std::int64_t{0});
  return scene.persons(all) / scene.dt();
}

}  // namespace sojourn::models
