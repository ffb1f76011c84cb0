#include "tools/sojourn/console/pace.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <vector>

namespace sojourn::command {
namespace {

using Estimate = std::optional<double>;

/// When steps end that take `each` [s], after a start-up that the first of them waits for.
std::vector<double> ends_of(int n_steps, double start_up, double each) {
  std::vector<double> ends;
  for (int i = 1; i <= n_steps; ++i) ends.push_back(start_up + i * each);
  return ends;
}

/// By what factor the first estimate of the time left is off; 0: there is none.
template <class EstimatorOf>
double first_error(const std::vector<double>& ends, EstimatorOf estimator) {
  const auto n = static_cast<std::int64_t>(ends.size());
  for (std::int64_t done = 1; done < n; ++done) {
    const double now = ends[static_cast<std::size_t>(done - 1)];
    const Estimate left = estimator(now, done, n - done);
    if (!left) continue;
    const double truth = ends.back() - now;
    return std::max(*left / truth, truth / *left);
  }
  return 0;
}

auto by_pace() {
  return [pace = Pace()](double now, std::int64_t n_done, std::int64_t n_left) mutable {
    pace.add(now, n_done);
    return pace.time_for(n_left);
  };
}

/// What Pace would say if start-up counted as a step's.
Estimate with_start_up(double now, std::int64_t n_done, std::int64_t n_left) {
  return now / static_cast<double>(n_done) * static_cast<double>(n_left);
}

TEST(Pace, StartUpCountsForNothing) {
  for (const double start_up : {0.0, 1.0, 5.0, 60.0}) {
    EXPECT_NEAR(first_error(ends_of(60, start_up, 0.3), by_pace()), 1, 1e-9) << start_up;
  }
}

TEST(Pace, WithStartUpTheFirstEstimateWouldBeOffByTen) {
  EXPECT_GT(first_error(ends_of(60, 5, 0.3), with_start_up), 10);
  EXPECT_NEAR(first_error(ends_of(60, 0, 0.3), with_start_up), 1, 1e-9);
}

/// Steps of a world that fills: the last takes `growth` times what the first took.
std::vector<double> growing_ends(int n_steps, double start_up, double first, double growth) {
  std::vector<double> ends;
  double at = start_up;
  for (int i = 0; i < n_steps; ++i) {
    at += first * (1 + (growth - 1) * i / (n_steps - 1));
    ends.push_back(at);
  }
  return ends;
}

TEST(Pace, WhereStepsGrowTheFirstEstimateIsOffByLessThanHalfTheirGrowth) {
  for (const double growth : {2.0, 4.0, 8.0}) {
    const double error = first_error(growing_ends(60, 5, 0.5, growth), by_pace());
    EXPECT_GT(error, 1) << growth;
    EXPECT_LT(error, 0.5 * (1 + growth)) << growth;
  }
}

TEST(Pace, SaysNothingBeforeItCanTell) {
  Pace pace;
  EXPECT_FALSE(pace.time_for(10));
  pace.add(9, 0);
  pace.add(10, 1);
  EXPECT_FALSE(pace.time_for(10));
  pace.add(30, 3);  // two steps
  EXPECT_FALSE(pace.time_for(10));
  pace.add(40, 4);
  EXPECT_DOUBLE_EQ(pace.time_for(10).value(), 100);

  Pace quick;
  quick.add(0.1, 1);
  quick.add(0.9, 500);  // less than a second
  EXPECT_FALSE(quick.time_for(10));
}

TEST(Pace, StepsThatComeInPiecesCountAlike) {
  Pace pace;
  pace.add(7, 20);  // of several runs at once
  pace.add(8, 20);
  pace.add(9, 60);
  EXPECT_DOUBLE_EQ(pace.time_for(100).value(), 5);
}

}  // namespace
}  // namespace sojourn::command
