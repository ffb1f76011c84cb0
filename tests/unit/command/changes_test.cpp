#include "tools/sojourn/compare/changes.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace sojourn::command {
namespace {

/// The second of two regimes has 10 more, 30 fewer, the same, 20 more, 1 more, in two replicates
/// that differ by 2 in the first cell.
ComparedCells cells() {
  return {{{{5, 50, 7, 0, 1}, {5, 50, 7, 0, 1}}, {{14, 20, 7, 20, 2}, {16, 20, 7, 20, 2}}}, {0, 0}};
}

TEST(Changes, GreatestFirstFromGainToLoss) {
  const std::vector<PlaceChange> changes = greatest_changes(cells(), 1, 3);
  ASSERT_EQ(changes.size(), 3U);
  EXPECT_EQ(changes[0].cell, 3U);
  EXPECT_EQ(changes[1].cell, 0U);
  EXPECT_EQ(changes[2].cell, 1U);
  EXPECT_EQ(changes[2].difference.mean, -30);
  // Student's law with one degree of freedom: 10 -+ 12.706*sqrt(2)/sqrt(2).
  EXPECT_NEAR(changes[1].difference.low, 10 - 12.706, 1e-3);
  EXPECT_NEAR(changes[1].difference.high, 10 + 12.706, 1e-3);
}

TEST(Changes, WhatDoesNotDifferIsNone) {
  EXPECT_EQ(greatest_changes(cells(), 1, 10).size(), 4U);
  EXPECT_TRUE(greatest_changes(cells(), 0, 10).empty());
}

TEST(Changes, AMissingRunIsLeftOut) {
  ComparedCells all = cells();
  constexpr double kNone = std::numeric_limits<double>::quiet_NaN();
  all.values[1][1] = std::vector<double>(5, kNone);
  StudentLaw law;
  EXPECT_EQ(all.difference(1, 0, law).mean, 9);
  EXPECT_TRUE(std::isnan(all.difference(1, 0, law).low));
  EXPECT_EQ(all.mean(1, 0), 14);
}

}  // namespace
}  // namespace sojourn::command
