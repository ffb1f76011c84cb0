#include <gtest/gtest.h>

#include <cmath>
#include <fstream>
#include <numeric>
#include <stdexcept>

#include "tests/support/scratch_folder.hpp"
#include "tools/sojourn/calibrate/posterior.hpp"
#include "tools/sojourn/calibrate/prior.hpp"
#include "tools/sojourn/calibrate/search.hpp"
#include "tools/sojourn/calibrate/targets.hpp"

namespace sojourn::command {
namespace {

/// Calls fn(point) for each.
template <class Fn>
Distances each_by(const Fn& fn) {
  return [fn](const std::vector<UnitPoint>& points) {
    std::vector<double> found;
    for (const UnitPoint& point : points) found.push_back(fn(point));
    return found;
  };
}

// Of two valleys the deeper one lies at (0.8, 0.3); downhill from the middle one comes to the
// other.
TEST(Calibrate, ASearchFindsTheDeeperValley) {
  int n = 0;
  const Distances two_valleys = each_by([&](const UnitPoint& x) {
    ++n;
    const auto from = [&](double a, double b) { return std::hypot(x[0] - a, x[1] - b); };
    return std::min(0.2 + from(0.4, 0.5), 3 * from(0.8, 0.3));
  });
  const FoundPoint found = search(two_valleys, 2, 200);
  EXPECT_LE(n, 200);
  EXPECT_NEAR(found.at[0], 0.8, 0.01);
  EXPECT_NEAR(found.at[1], 0.3, 0.01);
  EXPECT_LT(found.distance, 0.05);
}

// (x + y - 1)^2 + (y - 0.2)^2, x held at 0.5: least where y - 0.5 + y - 0.2 = 0, at 0.35.
TEST(Calibrate, AProfileHoldsOneAndFitsTheOthers) {
  const Distances slope = each_by(
      [](const UnitPoint& x) { return std::pow(x[0] + x[1] - 1, 2) + std::pow(x[1] - 0.2, 2); });
  const FoundPoint found = search_beside(slope, {0.5, 0.9}, 0, 60);
  EXPECT_EQ(found.at[0], 0.5);
  EXPECT_NEAR(found.at[1], 0.35, 0.01);
  EXPECT_NEAR(found.distance, 0.045, 1e-3);
  EXPECT_EQ(search_beside(each_by([](const UnitPoint& x) { return x[0]; }), {0.25}, 0, 9).distance,
            0.25);
}

TEST(Calibrate, WhatATrialThrowsEndsTheSearch) {
  const Distances stopped = [](const std::vector<UnitPoint>&) -> std::vector<double> {
    throw std::out_of_range("stop");
  };
  EXPECT_THROW(search(stopped, 2, 20), std::out_of_range);
  const Distances nowhere =
      each_by([](const UnitPoint&) { return std::numeric_limits<double>::infinity(); });
  EXPECT_GT(search(nowhere, 2, 20).distance, 1e100);
}

// The distance tells of the first coordinate alone: within the tolerance t its law is uniform about
// 0.3, of the standard deviation t/sqrt(3), and that of the second stays uniform over [0, 1], of
// mean 1/2 and variance 1/12. 2,000 points of unequal weights: beyond 4.5 standard errors of as
// many as the weights are worth (level 7e-6 each). Without weights points crowd in the middle.
TEST(Calibrate, APosteriorIsTheLawWithinTheTolerance) {
  const Distances off = each_by([](const UnitPoint& x) { return std::abs(x[0] - 0.3); });
  const Posterior found = posterior_of(off, 2, {.particles = 2000, .most_generations = 4});
  ASSERT_EQ(found.points.size(), 2000U);
  EXPECT_EQ(found.generations, 4);
  EXPECT_LT(found.tolerance, 0.06);
  EXPECT_NEAR(std::accumulate(found.weights.begin(), found.weights.end(), 0.0), 1, 1e-12);
  double squares = 0, unweighted = 0;
  for (std::size_t i = 0; i < found.points.size(); ++i) {
    squares += found.weights[i] * found.weights[i];
    unweighted += std::pow(found.points[i][1] - 0.5, 2) / 2000;
  }
  const double worth = 1 / squares;
  EXPECT_GT(worth, 300);
  const double root = 4.5 / std::sqrt(worth);
  EXPECT_NEAR(found.mean(0), 0.3, root * found.tolerance / std::sqrt(3));
  EXPECT_NEAR(found.deviation(0), found.tolerance / std::sqrt(3), root * found.tolerance);
  EXPECT_NEAR(found.mean(1), 0.5, root / std::sqrt(12));
  // The variance of (x - 1/2)^2 is 1/180.
  EXPECT_NEAR(std::pow(found.deviation(1), 2), 1.0 / 12, root / std::sqrt(180));
  EXPECT_LT(unweighted, 1.0 / 12 - 4.5 / std::sqrt(180 * 2000.0));
  EXPECT_NEAR(found.quantile(1, 0.9), 0.9, root * 0.3);
}

TEST(Calibrate, APosteriorEndsWhereNothingIsGained) {
  const Distances alike = each_by([](const UnitPoint&) { return 1.0; });
  EXPECT_EQ(posterior_of(alike, 1, {.particles = 50}).generations, 1);
  const auto one =
      posterior_of(each_by([](const UnitPoint& x) { return x[0]; }), 1, {.particles = 50});
  const auto two =
      posterior_of(each_by([](const UnitPoint& x) { return x[0]; }), 1, {.particles = 50});
  EXPECT_EQ(one.points, two.points);
  EXPECT_GT(one.generations, 3);
}

// (3/1)^2, 0 and (4/2)^2 over three are 13/3.
TEST(Calibrate, ADistanceIsInErrorsOfTheTargets) {
  const std::vector<Target> targets{{"a", 0, 10, 1, {}}, {"b", 0, 5, 9, {}}, {"c", 0, 4, 2, {}}};
  EXPECT_NEAR(distance_of(targets, {13, 5, 0}), std::sqrt(13.0 / 3), 1e-12);
  EXPECT_TRUE(std::isinf(distance_of(targets, {std::nan(""), 5, 0})));
}

class CalibrateFiles : public ::testing::Test {
 protected:
  std::string fault_of(const std::string& text) {
    const auto path = folder_.path() / "targets.csv";
    std::ofstream(path) << text;
    try {
      targets_ = read_targets(path);
    } catch (const InputError& error) {
      return error.what();
    }
    return {};
  }
  testing::ScratchFolder folder_;
  std::vector<Target> targets_;
};

TEST_F(CalibrateFiles, TargetsAreReadWithTheirFaults) {
  EXPECT_EQ(
      fault_of(
          "outcome,year,value,error\narrivals,,5,1\n\"a[b=c]\",2015,-7,0.5\narrivals,2016,6,1\n"),
      "");
  ASSERT_EQ(targets_.size(), 3U);
  EXPECT_EQ(targets_[0].year, 0);
  EXPECT_EQ(targets_[1].value, -7);
  EXPECT_EQ(wishes_of(targets_), (std::vector<std::string>{"arrivals", "target_2=a[b=c]"}));
  const auto told = [&](const std::string& text, const std::string& wanted) {
    const std::string fault = fault_of(text);
    EXPECT_NE(fault.find(wanted), std::string::npos) << wanted << " in " << fault;
  };
  told("outcome,value,error\narrivals,many,1\n", "targets.csv:2:10: target.value: expected a real");
  told("outcome,value,error\narrivals,5,0\n",
       "targets.csv:2:12: target.error: expected a number above 0");
  told("outcome,value\narrivals,5\n", "error");
  told("outcom,value,error\narrivals,5,1\n", "targets.csv:1:1");
  told("outcome,year,value,error\narrivals,15,5,1\n", "targets.csv:2:10: target.year");
  told("outcome,value,error\n", "expected at least one target");
}

}  // namespace
}  // namespace sojourn::command
