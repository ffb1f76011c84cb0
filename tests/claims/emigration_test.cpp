#include <gtest/gtest.h>

#include "tests/support/measures/exit_measures.hpp"

namespace sojourn::testing {
namespace {

/// Claims O1 and O2 (docs/VALIDATION.md), by the thresholds of
/// tools/studies/thresholds/exit_bans.toml, in a part of the worlds of
/// tools/studies/policies/exit_bans.cpp.
constexpr double kRegularFall = 0.60, kTotalFall = 0.40, kUnmoved = 0.01, kRaised = 0.03;
constexpr std::size_t kDrawn = 8;

using Acting = ExitArm::Acting;

/// That all who come fall by 0.40 at most fails: by what is left of ways, half as many come. Of all
/// who leave for anywhere it holds.
TEST(Emigration, O1AUnilateralBanMovesPeopleAndNoRights) {
  const auto one = beside_nobody(kDrawn, Acting::kOne, {});
  print_exits("one large origin", one);
  EXPECT_GE(median_of(one, &ExitEffect::regular_fall), kRegularFall);
  EXPECT_LE(median_of(one, &ExitEffect::abroad_fall), kTotalFall);
  EXPECT_EQ(share_unmoved(one, kUnmoved), 1);
  // Control: where nobody can walk, all who come fall as those by leave do.
  const auto no_ways = beside_nobody(kDrawn, Acting::kOne, {.ways = false});
  print_exits("one large origin, no ways to walk", no_ways);
  EXPECT_GT(median_of(no_ways, &ExitEffect::total_fall),
            median_of(one, &ExitEffect::total_fall) + 0.1);
  EXPECT_GT(median_of(no_ways, &ExitEffect::total_fall), kTotalFall);
}

TEST(Emigration, O2ACoordinatedBanRaisesRights) {
  const auto large = beside_nobody(kDrawn, Acting::kThreeLarge, {});
  print_exits("three large together", large);
  EXPECT_GE(median_of(large, &ExitEffect::rights), kRaised);
  // Controls: they are few, or nobody is short of labour.
  const auto small = beside_nobody(kDrawn, Acting::kThreeSmall, {});
  const auto idle = beside_nobody(kDrawn, Acting::kThreeLarge, {.short_of_labour = false});
  print_exits("three small together", small);
  print_exits("three large, labour in plenty", idle);
  EXPECT_EQ(share_unmoved(small, kUnmoved), 1);
  EXPECT_EQ(share_unmoved(idle, kUnmoved), 1);
}

}  // namespace
}  // namespace sojourn::testing
