#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "sim/base/rng.hpp"
#include "tools/sojourn/compare/intervals.hpp"

// Law: over 200 comparisons of two regimes whose true difference is known, the number of 95%
// intervals that hold it is Binomial(200, 0.95), standard error 0.0154 of the share. Shares from
// 0.90 to 0.99 pass (-3.2 and +2.6 standard errors: a correct interval fails with probability
// 0.004); the seeds are fixed. Replicates of a regime are a shared luck and an own
// one, both normal or both lognormal.
namespace sojourn::command {
namespace {

constexpr int kRepetitions = 200;
constexpr double kTruth = 0.3;

struct Sample {
  std::vector<double> first, second;
};

/// Outcomes of two regimes over common seeds.
Sample draw(int replicates, std::uint64_t repetition, bool skewed) {
  Sample sample;
  for (int r = 0; r < replicates; ++r) {
    Draws draws(11, stream_id("coverage"), static_cast<std::uint32_t>(r), repetition);
    const auto luck = [&] {
      const double z = draws.normal();
      return skewed ? std::exp(0.5 * z) - std::exp(0.125) : 0.5 * z;  // mean 0
    };
    const double shared = 6 * luck();
    sample.first.push_back(10 + shared + luck());
    sample.second.push_back(10 + kTruth + shared + luck());
  }
  return sample;
}

/// Share of repetitions in which `interval(first, second)` holds the true difference.
template <class Interval>
double coverage(int replicates, bool skewed, const Interval& interval) {
  int held = 0;
  for (int repetition = 0; repetition < kRepetitions; ++repetition) {
    const Sample sample = draw(replicates, static_cast<std::uint64_t>(repetition), skewed);
    const MeanInterval found = interval(sample.first, sample.second);
    held += found.low <= kTruth && kTruth <= found.high ? 1 : 0;
  }
  return held / static_cast<double>(kRepetitions);
}

MeanInterval paired(const std::vector<double>& first, const std::vector<double>& second) {
  return student_interval(paired_differences(second, first));
}

/// A broken twin: the normal law's 1.96 for Student's quantile.
MeanInterval paired_normal(const std::vector<double>& first, const std::vector<double>& second) {
  MeanInterval found = paired(first, second);
  const double t = 4.302653;  // of Student's law with two degrees of freedom
  const double half = (found.high - found.mean) * 1.959964 / t;
  return {found.mean, found.mean - half, found.mean + half, found.n};
}

/// Another: as if the samples were independent.
MeanInterval unpaired(const std::vector<double>& first, const std::vector<double>& second) {
  const MeanInterval a = student_interval(first), b = student_interval(second);
  const double half = std::hypot(a.high - a.mean, b.high - b.mean);
  return {b.mean - a.mean, b.mean - a.mean - half, b.mean - a.mean + half, a.n};
}

void expect_honest(double share) {
  EXPECT_GE(share, 0.90);
  EXPECT_LE(share, 0.99);
}

TEST(Coverage, OfPairedDifferences) {
  for (const int replicates : {3, 5, 20}) {
    for (const bool skewed : {false, true}) expect_honest(coverage(replicates, skewed, paired));
  }
}

TEST(Coverage, OfMeans) {
  const auto mean_of_first = [](const auto& first, const auto&) {
    MeanInterval found = student_interval(first);
    found.low += kTruth - 10, found.high += kTruth - 10;  // the mean's truth is 10
    return found;
  };
  for (const int replicates : {3, 5, 20}) expect_honest(coverage(replicates, false, mean_of_first));
}

TEST(Coverage, BrokenIntervalsWouldBeNoticed) {
  EXPECT_LT(coverage(3, false, paired_normal), 0.90);
  EXPECT_GT(coverage(5, false, unpaired), 0.99);
}

}  // namespace
}  // namespace sojourn::command
