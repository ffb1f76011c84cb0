#pragma once

#include "sim/world/world.hpp"

namespace sojourn::models {

/// The place at which the running sum of weight(place) passes `level`: a draw by weights for a
/// level that is uniform up to their sum. Where rounding keeps the sum below, the last place of any
/// weight.
template <class Weight>
PlaceId place_at(const World& world, double level, const Weight& weight) {
  PlaceId last(0);
  for (const PlaceId place : world.place_ids()) {
    const double one = weight(place);
    if (one <= 0) continue;
    last = place;
    if (level < one) break;
    level -= one;
  }
  return last;
}

}  // namespace sojourn::models
