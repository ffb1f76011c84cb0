#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <string>
#include <vector>

#include "tools/sojourn/report/sweep/sweep_parts.hpp"

namespace sojourn::command {
namespace {

constexpr double kNone = std::numeric_limits<double>::quiet_NaN();
constexpr std::size_t kYears = 2, kCountries = 2;

SweepPlaces two_points(std::size_t n_replicates) {
  SweepShape shape{{"modules.wage.b_wage"}, {{"1"}, {"2"}}, n_replicates, {"2015", "2016"}};
  return {shape, {{"AAA", "A", true, 1, 2, "Other"}, {"BBB", "B", false, 0, 0, "Other"}}};
}

/// Foreigners in the two countries, in both years, and those of A in B.
PlacesOfRun run(double here, double there) {
  const std::vector<double> cells{here, there, here + 2, there + 2};
  const std::vector<double> pairs{0, there, 0, 0};
  return {{{"foreigners", "persons", "", cells}}, {pairs, pairs}};
}

std::size_t kept_after(std::size_t n_replicates) {
  SweepPlaces places = two_points(n_replicates);
  for (std::size_t r = 0; r < n_replicates; ++r) {
    for (const std::size_t point : {0, 1}) places.take(point, r, run(static_cast<double>(r), 5));
  }
  return places.n_kept();
}

TEST(SweepPlaces, WhatIsKeptDoesNotGrowWithReplicates) {
  EXPECT_GT(kept_after(1), kYears * kCountries);
  EXPECT_EQ(kept_after(1), kept_after(100));
}

// Differences of the second point in A are 1 and 3: mean 2, s = sqrt(2), t(0.975; 1) = 12.706205
// (any table of Student's law), so the interval is 2 +- 12.706205.
TEST(SweepPlaces, DifferencesArePairedBySeed) {
  SweepPlaces places = two_points(2);
  places.take(0, 0, run(10, 5));
  places.take(1, 0, run(11, 5));
  places.take(0, 1, run(20, 5));
  places.take(1, 1, run(23, 5));
  Json page = places.json();
  Json& last = page["series"]["foreigners"]["last"];
  EXPECT_EQ(last["mean"].dump(), "[[17,7],[19,7]]");
  EXPECT_EQ(last["difference"].dump(), "[[0,0],[2,0]]");
  EXPECT_EQ(last["low"].dump(), "[[0,0],[-10.706,0]]");
  EXPECT_EQ(last["high"].dump(), "[[0,0],[14.706,0]]");
  Json& years = page["series"]["foreigners"]["years"];
  EXPECT_EQ(years["low"].dump(), "[[[10,12],[5,7]],[[11,13],[5,7]]]");
  EXPECT_EQ(years["high"].dump(), "[[[20,22],[5,7]],[[23,25],[5,7]]]");
}

// Of pairs the one that differs: 5 and 6 against 4 and 7, mean 0, so that nothing is told of it;
// then 9 against 7.
TEST(SweepPlaces, PairsThatDifferAreTold) {
  SweepPlaces places = two_points(3);
  const double first[] = {4, 7, 7}, second[] = {5, 6, 9};
  for (std::size_t r = 0; r < 3; ++r) {
    places.take(0, r, run(0, first[r]));
    places.take(1, r, run(0, second[r]));
  }
  Json page = places.json();
  Json& rows = page["corridors"]["stock"]["rows"];
  ASSERT_EQ(rows.size(), 1U);
  // 1, -1 and 2: mean 2/3, s = sqrt(7/3), t(0.975; 2) = 4.302653, half 4.302653*sqrt(7)/3.
  EXPECT_EQ(rows.elements()[0].dump(), "[1,0,1,6.6667,0.66667,-3.1279,4.4612]");
}

// A pair that one run does not know is told by the others: 5 and 6 against 4 and 4, differences 1
// and 2, t(0.975; 1) = 12.706205, half 12.706205/2; the mean of the third run counts where it is
// known.
TEST(SweepPlaces, AnUnknownPairIsLeftOut) {
  SweepPlaces places = two_points(3);
  const double first[] = {4, 4, kNone}, second[] = {5, 6, 10};
  for (std::size_t r = 0; r < 3; ++r) {
    places.take(0, r, run(0, first[r]));
    places.take(1, r, run(0, second[r]));
  }
  Json page = places.json();
  Json& rows = page["corridors"]["stock"]["rows"];
  ASSERT_EQ(rows.size(), 1U);
  EXPECT_EQ(rows.elements()[0].dump(), "[1,0,1,7,1.5,-4.8531,7.8531]");
}

// A run whose reference is missing counts for levels alone.
TEST(SweepPlaces, WithoutReferenceThereIsNoDifference) {
  SweepPlaces places = two_points(2);
  places.take(0, 0, run(10, 5));
  places.take(1, 0, run(11, 5));
  places.take(1, 1, run(30, 5));
  Json page = places.json();
  Json& last = page["series"]["foreigners"]["last"];
  EXPECT_EQ(last["mean"].dump(), "[[12,7],[22.5,7]]");
  EXPECT_EQ(last["difference"].dump(), "[[0,0],[1,0]]");
  EXPECT_EQ(last["low"].dump(), "[[null,null],[null,null]]");
}

TEST(SweepPlaces, UnknownCellsAreLeftOut) {
  SweepPlaces places = two_points(2);
  for (const std::size_t r : {0, 1}) {
    places.take(0, r, run(10, r == 0 ? kNone : 8));
    places.take(1, r, run(10, 6));
  }
  Json page = places.json();
  EXPECT_EQ(page["series"]["foreigners"]["last"]["difference"].dump(), "[[0,0],[0,-2]]");
}

}  // namespace
}  // namespace sojourn::command
