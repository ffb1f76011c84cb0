#pragma once

#include <cstddef>

#include "tests/support/effect.hpp"
#include "tests/worlds/origins_world.hpp"

namespace sojourn::testing {

constexpr int kHardly = 3;  // listed more than once, of twenty

/// Of n worlds.
struct OriginLists {
  Effect hardly;        // share of worlds with at most kHardly repeated
  double repeated = 0;  // mean
  double tied = 0;      // mean entries that are tied to the receiver
};
/// Prints the row called `name` of the table of claim M7 (docs/VALIDATION.md).
OriginLists lists_of(const char* name, std::size_t n, const OriginsArm& arm);

}  // namespace sojourn::testing
