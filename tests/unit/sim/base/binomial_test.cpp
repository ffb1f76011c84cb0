#include "sim/base/binomial.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <boost/math/distributions/binomial.hpp>
#include <boost/math/distributions/poisson.hpp>
#include <boost/math/special_functions/gamma.hpp>
#include <cmath>
#include <cstdint>
#include <numeric>
#include <stdexcept>
#include <vector>

#include "sim/base/rng.hpp"

namespace sojourn {
namespace {

// Statistical tests have fixed seeds; each would reject a right law in one of 10,000 seeds.
constexpr double level = 1e-4;

using Up = boost::math::policies::policy<
    boost::math::policies::discrete_quantile<boost::math::policies::integer_round_up>>;

TEST(Binomial, InvertsTheExactlySummedCdf) {
  for (const int n : {1, 2, 7, 40}) {
    for (const double p : {1e-6, 0.03, 0.3, 0.5, 0.8, 0.999}) {
      const boost::math::binomial_distribution<long double> law(n, p);
      long double cdf = 0.0L;
      for (int k = 0; k <= n; ++k) {
        const long double before = cdf;
        cdf += boost::math::pdf(law, k);
        if (cdf - before < 1e-12L) continue;  // no uniform resolves it
        const auto inside = static_cast<double>(before + 0.5L * (cdf - before));
        EXPECT_EQ(binomial(n, p, inside), k) << n << ' ' << p;
        EXPECT_EQ(binomial(n, p, static_cast<double>(before) + 1e-13), k) << n << ' ' << p;
        EXPECT_EQ(binomial(n, p, static_cast<double>(cdf) - 1e-13), k) << n << ' ' << p;
      }
    }
  }
}

TEST(Binomial, AgreesWithBoostsQuantile) {
  Draws draws(1, 1, 1, 1);
  for (const double n : {10.0, 1000.0, 1e6, 1e9, 1e10}) {
    for (const double p : {1e-9, 1e-4, 0.01, 0.37, 0.5, 0.63, 0.9999}) {
      const boost::math::binomial_distribution<double, Up> law(n, p);
      for (int i = 0; i < 20; ++i) {
        const double u = draws.uniform();
        const double theirs = boost::math::quantile(law, u);
        const auto ours = static_cast<double>(binomial(static_cast<std::int64_t>(n), p, u));
        // Equal, or u lies so near a step of the cdf that two summations may differ.
        const double step = boost::math::cdf(law, std::min(ours, theirs));
        if (ours != theirs) {
          EXPECT_NEAR(step, u, 1e-8) << n << ' ' << p << ' ' << u;
        }
        EXPECT_LE(std::abs(ours - theirs), 1.0) << n << ' ' << p << ' ' << u;
      }
    }
  }
}

/// Chi-square p-value of `n_draws` draws with law (n, drawn_p) against (n, p), in about 30 cells.
double chi_square_p(std::int64_t n, double drawn_p, double p, int n_draws) {
  const boost::math::binomial law(static_cast<double>(n), p);
  std::vector<double> upper;  // last value of each cell
  std::vector<double> expected;
  double below = 0.0;
  for (int cell = 1; cell < 30; ++cell) {
    const auto last = static_cast<double>(binomial(n, p, cell / 30.0));
    const double cdf = boost::math::cdf(law, last);
    if ((cdf - below) * n_draws < 20.0 || (1.0 - cdf) * n_draws < 20.0) continue;
    upper.push_back(last);
    expected.push_back((cdf - below) * n_draws);
    below = cdf;
  }
  upper.push_back(static_cast<double>(n));
  expected.push_back((1.0 - below) * n_draws);
  std::vector<double> seen(upper.size(), 0.0);
  for (int i = 0; i < n_draws; ++i) {
    Draws draws(21, stream_id("binomial"), 0, static_cast<std::uint64_t>(i));
    const auto k = static_cast<double>(binomial(n, drawn_p, draws.uniform()));
    const auto cell = std::lower_bound(upper.begin(), upper.end(), k) - upper.begin();
    seen[static_cast<std::size_t>(cell)]++;
  }
  double statistic = 0.0;
  for (std::size_t i = 0; i < seen.size(); ++i) {
    statistic += (seen[i] - expected[i]) * (seen[i] - expected[i]) / expected[i];
  }
  return boost::math::gamma_q(0.5 * static_cast<double>(seen.size() - 1), 0.5 * statistic);
}

// Law: Binomial(n, p); 100,000 draws each, up to 30 cells; level 1e-4.
TEST(Binomial, DrawsHaveTheirLaw) {
  constexpr int n_draws = 100'000;
  EXPECT_GT(chi_square_p(100'000, 2e-5, 2e-5, n_draws), level);
  EXPECT_GT(chi_square_p(100'000, 3e-4, 3e-4, n_draws), level);
  EXPECT_GT(chi_square_p(100'000, 0.01, 0.01, n_draws), level);
  EXPECT_GT(chi_square_p(100'000, 0.75, 0.75, n_draws), level);
  EXPECT_GT(chi_square_p(50, 0.4, 0.4, n_draws), level);
}

// Broken twins, p off by 2%: must be rejected by the same test.
TEST(Binomial, DrawsOfAnotherProbabilityAreRejected) {
  constexpr int n_draws = 100'000;
  EXPECT_LT(chi_square_p(100'000, 3e-4 * 1.02, 3e-4, n_draws), level);
  EXPECT_LT(chi_square_p(100'000, 0.01 * 1.02, 0.01, n_draws), level);
  EXPECT_LT(chi_square_p(100'000, 0.75 * 1.02, 0.75, n_draws), level);
  EXPECT_LT(chi_square_p(50, 0.4 * 1.02, 0.4, n_draws), level);
}

// 4,000 draws of Binomial(1e9, p): mean within 4 standard errors, variance within 4 * sqrt(2/4000).
TEST(Binomial, LargeCountsHaveMeanAndVariance) {
  for (const double p : {1e-6, 0.2, 0.9}) {
    constexpr int n_draws = 4000;
    constexpr std::int64_t n = 1'000'000'000;
    double mean = 0.0;
    double square = 0.0;
    const double deviation = std::sqrt(1e9 * p * (1.0 - p));
    Draws draws(2, 2, 2, 2);
    for (int i = 0; i < n_draws; ++i) {
      const double z = (static_cast<double>(binomial(n, p, draws.uniform())) - 1e9 * p) / deviation;
      mean += z / n_draws;
      square += z * z / n_draws;
    }
    EXPECT_NEAR(mean, 0.0, 4.0 / std::sqrt(n_draws)) << p;
    EXPECT_NEAR(square - mean * mean, 1.0, 4.0 * std::sqrt(2.0 / n_draws)) << p;
  }
}

TEST(Binomial, RisesWithTheUniformEvenAtTheSteps) {
  for (const double n : {20.0, 5000.0, 1e5, 1e8}) {
    for (const double p : {0.003, 0.2, 0.5, 0.7}) {
      const boost::math::binomial law(n, p);
      const auto size = static_cast<std::int64_t>(n);
      std::int64_t last = 0;
      for (double u = 1e-16; u < 1.0; u += u < 0.01 ? u : 0.01) {
        const std::int64_t k = binomial(size, p, u);
        ASSERT_GE(k, last) << n << ' ' << p << ' ' << u;
        last = k;
        const double step = boost::math::cdf(law, static_cast<double>(k));
        double near = std::clamp(step - 30e-16, 0.0, 1.0);
        std::int64_t before = binomial(size, p, near);
        for (int i = 0; i < 60; ++i) {
          near = std::min(std::nextafter(near, 2.0), 1.0);
          const std::int64_t after = binomial(size, p, near);
          ASSERT_GE(after, before) << n << ' ' << p << ' ' << near;
          before = after;
        }
      }
    }
  }
}

TEST(Binomial, Edges) {
  for (const double u : {0.0, 0x1p-53, 0.5, 1.0 - 0x1p-53, 1.0}) {
    EXPECT_EQ(binomial(0, 0.3, u), 0);
    EXPECT_EQ(binomial(10, 0.0, u), 0);
    EXPECT_EQ(binomial(10, 1.0, u), 10);
    for (const std::int64_t n : {1L, 50L, 100'000L, 10'000'000'000L}) {
      for (const double p : {1e-300, 1e-12, 0.3, 0.5, 0.8, 1.0 - 1e-16}) {
        const std::int64_t k = binomial(n, p, u);
        EXPECT_GE(k, 0);
        EXPECT_LE(k, n);
      }
    }
  }
  EXPECT_EQ(binomial(1, 0.25, 0.75), 0) << "F(0) = 0.75 has reached u";
  EXPECT_EQ(binomial(1, 0.25, std::nextafter(0.75, 1.0)), 1);
  EXPECT_THROW(binomial(-1, 0.5, 0.5), std::invalid_argument);
  EXPECT_THROW(binomial(10, 1.5, 0.5), std::invalid_argument);
  EXPECT_THROW(binomial(10, std::nan(""), 0.5), std::invalid_argument);
  EXPECT_THROW(binomial(10, 0.5, -0.1), std::invalid_argument);
}

TEST(Poisson, AgreesWithBoostsQuantile) {
  Draws draws(3, 3, 3, 3);
  for (const double mean : {1e-9, 0.3, 5.0, 63.9, 64.0, 1e4, 1e8}) {
    const boost::math::poisson_distribution<double, Up> law(mean);
    for (int i = 0; i < 50; ++i) {
      const double u = draws.uniform();
      const double theirs = u <= std::exp(-mean) ? 0.0 : boost::math::quantile(law, u);
      EXPECT_EQ(static_cast<double>(poisson(mean, u)), theirs) << mean << ' ' << u;
    }
  }
  EXPECT_EQ(poisson(0.0, 1.0), 0);
  EXPECT_LT(poisson(5.0, 1.0), 100) << "u = 1 ends where the sum stops growing";
  EXPECT_THROW(poisson(-1.0, 0.5), std::invalid_argument);
}

// 20,000 splits of 1,000 over weights 1 : 2 : 0 : 5 : 0; means within 4 standard errors.
TEST(Multinomial, SplitsEverythingByWeight) {
  const std::array<double, 5> weights = {1.0, 2.0, 0.0, 5.0, 0.0};
  std::array<double, 5> mean = {};
  constexpr int n_draws = 20'000;
  Draws draws(5, 5, 5, 5);
  for (int i = 0; i < n_draws; ++i) {
    std::array<double, 4> uniforms;
    for (double& u : uniforms) u = draws.uniform();
    std::array<std::int64_t, 5> counts;
    multinomial(1000, weights, uniforms, counts);
    ASSERT_EQ(std::accumulate(counts.begin(), counts.end(), std::int64_t{0}), 1000);
    for (std::size_t c = 0; c < 5; ++c) mean[c] += static_cast<double>(counts[c]) / n_draws;
  }
  for (std::size_t c = 0; c < 5; ++c) {
    const double share = weights[c] / 8.0;
    const double error = std::sqrt(1000.0 * share * (1.0 - share) / n_draws);
    EXPECT_NEAR(mean[c], 1000.0 * share, 4.0 * error) << c;
  }
}

}  // namespace
}  // namespace sojourn
