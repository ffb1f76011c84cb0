#include <gtest/gtest.h>

#include "tests/support/measures/content_north.hpp"

namespace sojourn::models {
namespace {

using namespace testing;

constexpr double kSaturated = 0.0299;  // a step, but for rounding

/// Claim H2 (docs/VALIDATION.md, where the thresholds were written before the first run) fails but
/// for what is asserted here: states open and raise rights with scarcity, and none at its step.
TEST(Content, H2StatesShortOfLabourOpenAndNoneIsSaturated) {
  const ContentNorth all = print_content_north(10);
  EXPECT_LT(all.hasty_largest, kSaturated);
  EXPECT_LT(all.largest, kSaturated);
  EXPECT_GT(all.usual.openness.low, 0);
  EXPECT_GT(all.usual.rights.low, 0);
}

}  // namespace
}  // namespace sojourn::models
