#include "models/home_front/politics/family_response.hpp"

#include <cmath>

namespace sojourn::models {

namespace {

/// Below this a lever is as good as closed, and less than this is no step.
constexpr double kLeast = 1e-9;

}  // namespace

void add_family(double joined, const std::array<double, 2>& values, double step,
                InflowResponse& inflow) {
  for (const Lever lever : {kOpennessLever, kRightsLever}) {
    const double x = values[lever];
    if (x < kLeast) continue;
    for (const Side side : {Side::kDown, Side::kUp}) {
      const double by = trial_step(x, step, side);
      if (std::abs(by) < kLeast) continue;
      inflow.on(side).regular[lever] += joined * (std::sqrt((x + by) / x) - 1) / by;
    }
  }
}

double joined_last_year(const Scene& scene, StateId state, ChannelId family) {
  if (!family.valid()) return 0;
  std::int64_t agents = 0;
  for (const PlaceId place : scene.world.places_of(state)) {
    for (const StateId home : scene.world.states()) {
      if (home != state) agents += scene.ledger.last_year.arrivals(home, place, family);
    }
  }
  return scene.persons(agents);
}

}  // namespace sojourn::models
