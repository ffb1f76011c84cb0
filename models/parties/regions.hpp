#pragma once

#include <algorithm>

#include "sim/world/world.hpp"

namespace sojourn::models {

/// Whether two states have a label of region in common.
inline bool share_a_region(const World& world, StateId one, StateId other) {
  const auto& theirs = world.places[other.index()].regions;
  return std::ranges::any_of(world.places[one.index()].regions, [&](const std::string& label) {
    return std::ranges::count(theirs, label) > 0;
  });
}

}  // namespace sojourn::models
