#pragma once

#include "tests/support/north.hpp"

namespace sojourn::testing {

/// Claim H2: S3 on ways among states that can be content (docs/VALIDATION.md).
struct ContentNorth {
  NorthEffects usual, hasty;              // with an agency; the second with beta 0.15
  NorthEffects added, unkept;             // by the agency; the second where rights keep nobody
  double largest = 0, hasty_largest = 0;  // move of openness within a year after year 8
};
/// Prints the table's rows of so many worlds.
ContentNorth print_content_north(std::size_t worlds);

}  // namespace sojourn::testing
