#pragma once

#include "sim/world/world.hpp"

namespace sojourn {

/// What makes two places near to each other, by weight.
struct NearnessWeights {
  double reach_km = 2000;  // distance over which nearness falls by e
  double distance = 0.6;
  double language = 0.2;
  double colonial_tie = 0.2;
};

/// Great-circle distance [km] (haversine, radius 6,371 km).
double great_circle_km(const Place& a, const Place& b);

/// In [0, 1]: nearness, a common language, a colonial tie in either direction.
double proximity(const Place& a, const Place& b, const NearnessWeights& weights);

}  // namespace sojourn
