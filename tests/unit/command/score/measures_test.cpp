#include <gtest/gtest.h>

#include <cmath>

#include "tools/sojourn/score/measures/bands.hpp"
#include "tools/sojourn/score/measures/change.hpp"
#include "tools/sojourn/score/measures/closeness.hpp"
#include "tools/sojourn/score/measures/margins.hpp"

namespace sojourn::command {
namespace {

Eigen::ArrayXd numbers(std::initializer_list<double> values) {
  Eigen::ArrayXd all(static_cast<Eigen::Index>(values.size()));
  std::ranges::copy(values, all.begin());
  return all;
}

/// Three countries; the diagonal must not count.
PairFlows table(std::array<double, 6> pairs) {
  PairFlows flows(3, 3);
  flows << 77, pairs[0], pairs[1], pairs[2], 77, pairs[3], pairs[4], pairs[5], 77;
  return flows.cwiseProduct(all_pairs(3));
}

const PairFlows kKnown = table({4, 2, 1, 3, 0, 10});
const PairFlows kGuess = table({2, 2, 3, 0, 1, 8});

Eigen::ArrayXd of(const PairFlows& flows) {
  return pairs_of(flows, all_pairs(3));
}

TEST(Score, PairsAreReadRowByRowWithoutThoseThatDoNotCount) {
  EXPECT_TRUE((of(kKnown) == numbers({4, 2, 1, 3, 0, 10})).all());
  PairMask counts = all_pairs(3);
  counts(0, 2) = 0;
  EXPECT_TRUE((pairs_of(kKnown, counts) == numbers({4, 1, 3, 0, 10})).all());
}

// min: 2 + 2 + 1 + 0 + 0 + 8 = 13, sums 16 and 20.
TEST(Score, CommonPart) {
  EXPECT_DOUBLE_EQ(common_part(of(kGuess), of(kKnown)), 26.0 / 36);
  EXPECT_DOUBLE_EQ(common_part(of(kKnown), of(kKnown)), 1);
}

// Off by 2, 0, 2, 3, 1, 2; above 2 persons: 2/4, 3/3, 2/10.
TEST(Score, Errors) {
  EXPECT_DOUBLE_EQ(mean_absolute_error(of(kGuess), of(kKnown)), 10.0 / 6);
  EXPECT_DOUBLE_EQ(root_mean_square_error(of(kGuess), of(kKnown)), std::sqrt(22.0 / 6));
  EXPECT_DOUBLE_EQ(mean_relative_error(of(kGuess), of(kKnown), 2), 1.7 / 3);
  EXPECT_TRUE(std::isnan(mean_relative_error(of(kGuess), of(kKnown), 10)));
  EXPECT_DOUBLE_EQ(relative_difference(of(kGuess), of(kKnown)), 0.5);
}

// Ranks 5, 3, 2, 4, 1, 6 and 3.5, 3.5, 5, 1, 2, 6: 6.5/sqrt(17.5*17).
TEST(Score, CorrelationOfRanks) {
  EXPECT_DOUBLE_EQ(rank_correlation(of(kGuess), of(kKnown)), 6.5 / std::sqrt(17.5 * 17));
  EXPECT_TRUE(std::isnan(rank_correlation(numbers({1, 1, 1}), numbers({1, 2, 3}))));
}

// log2(1 + x): 0, 1, 2 and 0, 2, 1.
TEST(Score, CorrelationOfLogs) {
  EXPECT_NEAR(log_correlation(numbers({0, 1, 3}), numbers({0, 3, 1})), 0.5, 1e-12);
  EXPECT_TRUE(std::isnan(log_correlation(numbers({0.1, 0.1, 0.1}), numbers({0, 3, 1}))));
}

TEST(Score, TwoNumbersHaveNoCorrelation) {
  EXPECT_TRUE(std::isnan(correlation(numbers({1, 2}), numbers({5, 9}))));
  EXPECT_NEAR(correlation(numbers({1, 2, 3}), numbers({5, 7, 9})), 1, 1e-12);
}

TEST(Score, NumbersBelowZeroHaveNoShares) {
  const auto below = numbers({-1, 2, 3}), above = numbers({4, 2, 3});
  for (const auto& [a, b] : {std::pair{below, above}, std::pair{above, below}}) {
    EXPECT_TRUE(std::isnan(common_part(a, b)));
    EXPECT_TRUE(std::isnan(log_correlation(a, b)));
    EXPECT_TRUE(std::isnan(relative_difference(a, b)));
    EXPECT_TRUE(std::isnan(averaged_relative_difference({a}, {b})));
    EXPECT_TRUE(std::isnan(total_ratio(a, b)));
    EXPECT_DOUBLE_EQ(mean_absolute_error(a, b), 5.0 / 3);
  }
  EXPECT_TRUE(std::isnan(change_correlation(below, above, above, numbers({5, 5, 9}), 1)));
  EXPECT_DOUBLE_EQ(total_ratio(above, numbers({10, 5, 3})), 0.5);
}

// Off by 3 of 4, then by one where nobody was, then by 9 of 6.
TEST(Score, DatesWithoutAnybodyHaveNoRelativeDifference) {
  EXPECT_DOUBLE_EQ(
      averaged_relative_difference({numbers({1, 2}), numbers({0, 1}), numbers({6, 9})},
                                   {numbers({0, 4}), numbers({0, 0}), numbers({0, 6})}),
      (0.75 + 1.5) / 2);
  EXPECT_TRUE(std::isnan(averaged_relative_difference({numbers({1})}, {numbers({0})})));
}

// The largest known: CB, AB, BC; guessed: CB, BA, then AB before AC.
TEST(Score, CommonLargest) {
  EXPECT_EQ(common_largest(of(kGuess), of(kKnown), 1), 1);
  EXPECT_EQ(common_largest(of(kGuess), of(kKnown), 2), 1);
  EXPECT_EQ(common_largest(of(kGuess), of(kKnown), 3), 2);
  EXPECT_EQ(common_largest(of(kGuess), of(kKnown), 100), 6);
}

// Known: A -5, B +10, C -5; guessed: A 0, B +7, C -7.
TEST(Score, NetSign) {
  EXPECT_DOUBLE_EQ(net_sign(kGuess, kKnown), 2.0 / 3);
  EXPECT_TRUE(std::isnan(net_sign(kGuess, table({1, 1, 1, 1, 1, 1}))));
}

TEST(Score, FittingMarginsLeavesThePatternAlone) {
  const PairFlows all = table({4, 2, 1, 3, 5, 10});
  const Eigen::Vector3d rows(1, 2, 3), columns(1, 0.5, 2);
  const PairFlows scaled = rows.asDiagonal() * all * columns.asDiagonal();
  EXPECT_LT((with_margins_of(scaled, all) - all).cwiseAbs().maxCoeff(), 1e-3);
  const PairFlows fitted = with_margins_of(table({9, 1, 1, 9, 9, 1}), all);
  EXPECT_LT((fitted.rowwise().sum() - all.rowwise().sum()).cwiseAbs().maxCoeff(), 1e-3);
  EXPECT_LT((fitted.colwise().sum() - all.colwise().sum()).cwiseAbs().maxCoeff(), 1e-3);
  EXPECT_GT((fitted - all).cwiseAbs().maxCoeff(), 0.5);
  EXPECT_EQ(with_margins_of(table({0, 0, 1, 1, 1, 1}), all).row(0).sum(), 0);
}

// log2 of the ratios: 1, 2, 3 and 1, 3, 2; the last was too few before.
TEST(Score, CorrelationOfChange) {
  const auto before = numbers({999, 999, 999, 5}), now = numbers({1999, 3999, 7999, 5000});
  EXPECT_NEAR(change_correlation(numbers({9, 9, 9, 9}), numbers({19, 79, 39, 0}), before, now, 999),
              0.5, 1e-12);
  EXPECT_EQ(n_large(before, now, 999), 3);
  EXPECT_TRUE(std::isnan(change_correlation(before, before, before, now, 999)));
}

// In units of log 2 the known goes from -1 to 1; the guesses by a half of it, not at all, back.
TEST(Score, R2WithinCorridors) {
  const std::vector<Eigen::ArrayXd> known{numbers({0, 1}), numbers({3, 1})};
  const auto with = [&](double first, double second) {
    return within_r2({numbers({first, 1}), numbers({second, 1})}, known, 0);
  };
  EXPECT_NEAR(with(0, 1), 0.75, 1e-12);
  EXPECT_NEAR(with(5, 5), 0, 1e-12);
  EXPECT_NEAR(with(3, 0), -3, 1e-12);
  EXPECT_TRUE(std::isnan(within_r2(known, known, 10)));
}

TEST(Score, Coverage) {
  Replicates runs;
  for (const double x : {3.0, 0.0, 4.0, 1.0, 2.0}) runs.push_back(numbers({x, x, x, x}));
  EXPECT_DOUBLE_EQ(coverage(runs, numbers({0.9, 1.1, 2.9, 3.1}), 0.5), 0.5);  // [1, 3]
  EXPECT_DOUBLE_EQ(coverage(runs, numbers({0.1, 0.3, 3.7, 3.9}), 0.9), 0.5);  // [0.2, 3.8]
  EXPECT_DOUBLE_EQ(coverage(runs, numbers({1, 3, 2, 2}), 0.5), 1);
  EXPECT_DOUBLE_EQ(expected_coverage(5, 0.9), 0.6);
}

TEST(Score, ContinuousRankedProbability) {
  EXPECT_DOUBLE_EQ(crps({numbers({0}), numbers({2})}, numbers({1})), 0.5);
  EXPECT_DOUBLE_EQ(crps({numbers({7})}, numbers({4})), 3);
  // |x - y|: 1, 0, 3; |x - x'|: 1, 3, 4 (each twice), over 9, half of it.
  EXPECT_DOUBLE_EQ(crps({numbers({5}), numbers({2}), numbers({1})}, numbers({2})),
                   4.0 / 3 - 16.0 / 18);
}

TEST(Score, PlaceAmongTheRuns) {
  Replicates runs;
  for (const double x : {4.0, 1.0, 3.0, 2.0}) runs.push_back(numbers({x, x}));
  // 2.5 lies between 2/5 and 3/5, 2 between 1/5 and 3/5.
  const auto bins = pit_histogram(runs, numbers({2.5, 2}));
  const std::array<double, kPitBins> wanted{0, 0, 0.125, 0.125, 0.375, 0.375, 0, 0, 0, 0};
  for (std::size_t bin = 0; bin < kPitBins; ++bin) EXPECT_NEAR(bins[bin], wanted[bin], 1e-12);
}

}  // namespace
}  // namespace sojourn::command
