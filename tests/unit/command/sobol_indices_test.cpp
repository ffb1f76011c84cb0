#include "tools/sojourn/compare/sobol_indices.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <numbers>

namespace sojourn::command {
namespace {

using std::numbers::pi;

template <class Fn>
std::vector<double> outputs(std::size_t k, std::size_t n, const Fn& of) {
  std::vector<double> values;
  for (const auto& point : saltelli_design(k, n)) values.push_back(of(point));
  return values;
}

/// Ishigami and Homma 1990 with a = 7, b = 0.1, on [-pi, pi]^3.
double ishigami(const std::vector<double>& u) {
  const auto x = [&](std::size_t i) { return pi * (2 * u[i] - 1); };
  return std::sin(x(0)) + 7 * std::pow(std::sin(x(1)), 2) +
         0.1 * std::pow(x(2), 4) * std::sin(x(0));
}

struct Exact {
  double variance, first[3], total[3];
};
/// In closed form, of the same function.
Exact ishigami_exact() {
  const double a = 7, b = 0.1;
  const double one = 0.5 * std::pow(1 + b * std::pow(pi, 4) / 5, 2);
  const double two = a * a / 8;
  const double both = std::pow(b, 2) * std::pow(pi, 8) * (1.0 / 18 - 1.0 / 50);
  const double v = one + two + both;
  return {v, {one / v, two / v, 0}, {(one + both) / v, two / v, both / v}};
}

TEST(SobolIndices, AreThoseOfTheIshigamiFunction) {
  const Exact exact = ishigami_exact();
  const SobolIndices found = sobol_indices(outputs(3, 4096, ishigami), 3);
  EXPECT_NEAR(found.variance / exact.variance, 1, 0.01);
  EXPECT_NEAR(found.mean, 3.5, 0.02);
  for (std::size_t i = 0; i < 3; ++i) {
    EXPECT_NEAR(found.first[i].value, exact.first[i], 0.015) << i;
    EXPECT_NEAR(found.total[i].value, exact.total[i], 0.015) << i;
    EXPECT_LE(found.first[i].low, exact.first[i]) << i;
    EXPECT_GE(found.first[i].high, exact.first[i]) << i;
    EXPECT_LE(found.total[i].low, exact.total[i] + 1e-12) << i;
    EXPECT_GE(found.total[i].high, exact.total[i]) << i;
    EXPECT_LT(found.total[i].high - found.total[i].low, 0.1) << i;
  }
}

// Broken twins: with A and B taken for each other in the first-order sum, or with first order read
// for total, the closed form is missed.
TEST(SobolIndices, ABrokenEstimatorWouldBeNoticed) {
  std::vector<double> values = outputs(3, 4096, ishigami);
  for (std::size_t row = 0; row < values.size(); row += 5) std::swap(values[row], values[row + 1]);
  const Exact exact = ishigami_exact();
  const SobolIndices swapped = sobol_indices(values, 3);
  EXPECT_GT(std::abs(swapped.first[0].value - exact.first[0]), 0.1);
  EXPECT_GT(std::abs(swapped.total[2].value - exact.first[2]), 0.1);
}

TEST(SobolIndices, WithoutInteractionsFirstOrderAndTotalAgree) {
  const auto additive = [](const std::vector<double>& u) { return 4 * u[0] + 3 * u[1]; };
  const SobolIndices found = sobol_indices(outputs(2, 1024, additive), 2);
  EXPECT_NEAR(found.first[0].value, 0.64, 0.01);
  EXPECT_NEAR(found.total[0].value, 0.64, 0.01);
  EXPECT_NEAR(found.first[1].value, 0.36, 0.01);
  EXPECT_NEAR(found.total[1].value, 0.36, 0.01);
}

TEST(SobolIndices, MissingRowsAreLeftOut) {
  std::vector<double> values = outputs(3, 256, ishigami);
  const SobolIndices whole = sobol_indices(values, 3);
  values[7] = std::numeric_limits<double>::quiet_NaN();  // in the second row
  const SobolIndices less = sobol_indices(values, 3);
  EXPECT_EQ(whole.rows, 256U);
  EXPECT_EQ(less.rows, 255U);
  EXPECT_NEAR(less.first[1].value, whole.first[1].value, 0.02);
}

TEST(SobolIndices, AConstantHasNone) {
  const SobolIndices found = sobol_indices(std::vector<double>(50, 3.0), 3);
  EXPECT_EQ(found.variance, 0);
  EXPECT_TRUE(std::isnan(found.first[0].value));
  EXPECT_TRUE(std::isnan(sobol_indices({}, 3).mean));
}

TEST(SobolIndices, TheDesignSwapsOneParameterAtATime) {
  const auto points = saltelli_design(2, 3);
  ASSERT_EQ(points.size(), 12U);
  for (std::size_t row = 0; row < 12; row += 4) {
    EXPECT_EQ(points[row + 2], (std::vector<double>{points[row + 1][0], points[row][1]}));
    EXPECT_EQ(points[row + 3], (std::vector<double>{points[row][0], points[row + 1][1]}));
  }
}

}  // namespace
}  // namespace sojourn::command
