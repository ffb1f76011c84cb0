#pragma once

#include <cstddef>
#include <vector>

#include "tests/support/effect.hpp"
#include "tests/worlds/agency_world.hpp"

namespace sojourn::testing {

/// The rich of every world, in the mean of the three, over 25 years of their own policy.
struct North {
  std::vector<double> early, openness, rights;  // change to year 8; then to the end
  std::vector<double> shortage, inflow;         // of the last five years; [1000 persons / year]
  std::vector<double> largest;                  // move of openness within a year after year 8
};
North north(AgencyArm arm, std::size_t worlds);
/// World by world.
North minus(const North& a, const North& b);

struct NorthEffects {
  Effect early, openness, rights, shortage, inflow;
};
/// Prints the row called `name` of the table of claim S3 (docs/VALIDATION.md).
NorthEffects print(const char* name, const North& all);
void print_north_head();
/// Prints and returns what an agency adds where people can come unasked.
NorthEffects added_on_ways(const char* name, AgencyArm arm, std::size_t worlds);

}  // namespace sojourn::testing
