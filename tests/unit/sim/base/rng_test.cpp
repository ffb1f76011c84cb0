#include "sim/base/rng.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <boost/math/distributions/normal.hpp>
#include <boost/math/special_functions/gamma.hpp>
#include <cmath>
#include <cstdint>
#include <vector>

namespace sojourn {
namespace {

// Statistical tests have fixed seeds; each would reject a right law in one of 10,000 seeds.
constexpr double level = 1e-4;

/// P(chi-square with `cells - 1` degrees of freedom exceeds the statistic).
double chi_square_p(const std::vector<double>& seen, const std::vector<double>& expected) {
  double statistic = 0.0;
  for (std::size_t i = 0; i < seen.size(); ++i) {
    statistic += (seen[i] - expected[i]) * (seen[i] - expected[i]) / expected[i];
  }
  return boost::math::gamma_q(0.5 * (static_cast<double>(seen.size()) - 1.0), 0.5 * statistic);
}

/// Kolmogorov-Smirnov p-value against the uniform law (asymptotic series).
double ks_p(std::vector<double> sample) {
  std::sort(sample.begin(), sample.end());
  const auto n = static_cast<double>(sample.size());
  double gap = 0.0;
  for (std::size_t i = 0; i < sample.size(); ++i) {
    const auto rank = static_cast<double>(i);
    gap = std::max({gap, sample[i] - rank / n, (rank + 1.0) / n - sample[i]});
  }
  double p = 0.0;
  for (int k = 1; k <= 100; ++k) {
    p += (k % 2 == 1 ? 2.0 : -2.0) * std::exp(-2.0 * k * k * n * gap * gap);
  }
  return std::clamp(p, 0.0, 1.0);
}

double uniform_p(const std::vector<double>& sample, std::size_t n_cells) {
  std::vector<double> seen(n_cells, 0.0);
  for (const double u : sample) seen[static_cast<std::size_t>(u * static_cast<double>(n_cells))]++;
  const double share = static_cast<double>(sample.size()) / static_cast<double>(n_cells);
  return chi_square_p(seen, std::vector<double>(n_cells, share));
}

r123array4x32 philox(std::array<std::uint32_t, 4> counter, std::array<std::uint32_t, 2> key) {
  const r123array4x32 c = {{counter[0], counter[1], counter[2], counter[3]}};
  const r123array2x32 k = {{key[0], key[1]}};
  return philox4x32(c, k);
}

TEST(Philox, GivesTheKnownAnswersOfRandom123) {
  // Random123's kat_vectors, philox4x32 with 10 rounds.
  const r123array4x32 zeros = philox({0, 0, 0, 0}, {0, 0});
  EXPECT_EQ(zeros, (r123array4x32{{0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8}}));
  const std::uint32_t f = 0xffffffff;
  const r123array4x32 ones = philox({f, f, f, f}, {f, f});
  EXPECT_EQ(ones, (r123array4x32{{0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd}}));
  const r123array4x32 pi =
      philox({0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344}, {0xa4093822, 0x299f31d0});
  EXPECT_EQ(pi, (r123array4x32{{0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1}}));
}

TEST(StreamId, IsFnvFoldedAndTellsNamesApart) {
  // FNV-1a of "a" is af63dc4c8601ec8c (the reference page of Fowler, Noll, Vo).
  static_assert(stream_id("a") == (0xaf63dc4cU ^ 0x8601ec8cU));
  static_assert(stream_id("return_home") != stream_id("return_hom"));
}

TEST(Draws, CountWhoWhenAndBlock) {
  const StreamKey key(11, stream_id("journey"));
  Draws draws(key, 7, 0x0123456789abcdefU);
  const r123array4x32 first = philox_block(key, 7, 0x0123456789abcdefU, 0);
  const r123array4x32 second = philox_block(key, 7, 0x0123456789abcdefU, 1);
  for (const std::uint32_t word : first.v) EXPECT_EQ(draws.bits32(), word);
  EXPECT_EQ(draws.bits(), second.v[0] | std::uint64_t{second.v[1]} << 32);
  EXPECT_EQ(draws.bits32(), second.v[2]);
  const r123array4x32 third = philox_block(key, 7, 0x0123456789abcdefU, 2);
  EXPECT_EQ(draws.bits(), third.v[0] | std::uint64_t{third.v[1]} << 32) << "odd word passed by";
}

TEST(Draws, DifferInEveryPartOfTheirName) {
  const auto first = [](std::uint64_t seed, StreamId stream, std::uint32_t tick,
                        std::uint64_t who) { return Draws(seed, stream, tick, who).bits(); };
  const std::uint64_t base = first(1, 2, 3, 4);
  EXPECT_EQ(base, first(1, 2, 3, 4));
  EXPECT_NE(base, first(2, 2, 3, 4));
  EXPECT_NE(base, first(1, 3, 3, 4));
  EXPECT_NE(base, first(1, 2, 4, 4));
  EXPECT_NE(base, first(1, 2, 3, 5));
  EXPECT_NE(base, first(1, 2, 3, 4 + (std::uint64_t{1} << 32)));
  EXPECT_NE(first(1, 2, 3, 4), first(2, 1, 3, 4)) << "seed and stream do not commute";
}

TEST(OpenUniform, StaysInsideZeroAndOne) {
  EXPECT_EQ(open_uniform(0), 0x1p-53);
  EXPECT_EQ(open_uniform(~std::uint64_t{0}), 1.0 - 0x1p-53);
}

// Law: uniform; n = 200,000 draws, 64 cells and Kolmogorov-Smirnov; level 1e-4.
TEST(Draws, AreUniformAlongAStreamAndAcrossPersons) {
  std::vector<double> along, across, biased;
  Draws draws(5, stream_id("along"), 0, 0);
  for (std::uint64_t who = 0; who < 200'000; ++who) {
    along.push_back(draws.uniform());
    across.push_back(Draws(5, stream_id("across"), 3, who).uniform());
    biased.push_back(std::pow(across.back(), 1.02));
  }
  EXPECT_GT(uniform_p(along, 64), level);
  EXPECT_GT(uniform_p(across, 64), level);
  EXPECT_GT(ks_p(along), level);
  EXPECT_GT(ks_p(across), level);
  // The broken twin, its quantiles off by 2%, must be rejected.
  EXPECT_LT(uniform_p(biased, 64), level);
  EXPECT_LT(ks_p(biased), level);
}

// Law: pairs uniform on the unit square; n = 200,000 pairs, 32 x 32 cells; level 1e-4.
TEST(Draws, AreIndependentOfTheNextPersonAndTick) {
  std::vector<double> persons, ticks, shared;
  const auto cell = [](double x, double y) {
    return (std::floor(x * 32.0) * 32.0 + std::floor(y * 32.0) + 0.5) / 1024.0;
  };
  for (std::uint32_t i = 0; i < 200'000; ++i) {
    const double here = Draws(8, 1, i, 500).uniform();
    persons.push_back(cell(here, Draws(8, 1, i, 501).uniform()));
    ticks.push_back(cell(here, Draws(8, 1, i + 1, 500).uniform()));
    shared.push_back(cell(here, i % 20 == 0 ? here : Draws(8, 1, i, 501).uniform()));
  }
  EXPECT_GT(uniform_p(persons, 1024), level);
  EXPECT_GT(uniform_p(ticks, 1024), level);
  EXPECT_LT(uniform_p(shared, 1024), level) << "a twin that shares one draw in 20";
}

TEST(NormalQuantile, AgreesWithBoostAndRises) {
  const boost::math::normal law;
  double last = -40.0;
  for (double u = 0x1p-53; u < 1.0; u += u < 1e-3 ? u * 0.1 : 1e-4) {
    const double z = normal_quantile(u);
    EXPECT_NEAR(z, boost::math::quantile(law, u), 1e-13 * std::max(1.0, std::abs(z))) << u;
    EXPECT_GT(z, last);
    last = z;
  }
  EXPECT_EQ(normal_quantile(0.5), 0.0);
  EXPECT_EQ(normal_quantile(0x1p-30), -normal_quantile(1.0 - 0x1p-30));
}

// Laws: standard normal and exponential through their cdf; n = 100,000; level 1e-4.
TEST(Draws, NormalAndExponentialHaveTheirLaws) {
  std::vector<double> normal, exponential;
  for (std::uint64_t who = 0; who < 100'000; ++who) {
    Draws draws(9, 4, 1, who);
    normal.push_back(0.5 * std::erfc(-draws.normal() / std::sqrt(2.0)));
    exponential.push_back(-std::expm1(-draws.exponential()));
  }
  EXPECT_GT(ks_p(normal), level);
  EXPECT_GT(ks_p(exponential), level);
}

// Law: weights 1, 0, 3, 4; n = 80,000; chi-square, level 1e-4.
TEST(Draws, PickFollowsWeightsAndSkipsZeros) {
  const std::array<double, 6> cumulative = {0.0, 1.0, 1.0, 4.0, 8.0, 8.0};
  std::vector<double> seen(6, 0.0);
  Draws draws(3, 3, 3, 3);
  for (int i = 0; i < 80'000; ++i) seen[draws.pick(cumulative)]++;
  EXPECT_EQ(seen[0] + seen[2] + seen[5], 0.0);
  EXPECT_GT(chi_square_p({seen[1], seen[3], seen[4]}, {10'000, 30'000, 40'000}), level);
  EXPECT_LT(chi_square_p({seen[1], seen[3], seen[4]}, {11'000, 30'000, 39'000}), level);
}

std::vector<double> bernoulli_counts(double p, bool by_skips) {
  constexpr std::uint64_t n_heads = 30;
  std::vector<double> seen(7, 0.0);  // 0 ... 5, 6 and more
  for (std::uint64_t row = 0; row < 50'000; ++row) {
    std::size_t hits = 0;
    if (by_skips) {
      Skips skips(1, stream_id("skips"), 2, row, p);
      while (skips.next() < n_heads) ++hits;
    } else {
      Draws draws(1, stream_id("heads"), 2, row);
      for (std::uint64_t head = 0; head < n_heads; ++head) hits += draws.happens(p) ? 1 : 0;
    }
    seen[std::min<std::size_t>(hits, 6)]++;
  }
  return seen;
}

std::vector<double> binomial_cells(double n_rows, double p) {
  std::vector<double> expected(7, 0.0);
  double rest = n_rows;
  double term = std::pow(1.0 - p, 30.0) * n_rows;
  for (std::size_t k = 0; k < 6; ++k) {
    expected[k] = term;
    rest -= term;
    term *= (30.0 - static_cast<double>(k)) / (static_cast<double>(k) + 1.0) * p / (1.0 - p);
  }
  expected[6] = rest;
  return expected;
}

// Law: Binomial(30, 0.1) hits; n = 50,000 rows, 7 cells; level 1e-4.
TEST(Skips, CountLikeOneDrawPerHead) {
  const std::vector<double> expected = binomial_cells(50'000, 0.1);
  EXPECT_GT(chi_square_p(bernoulli_counts(0.1, true), expected), level);
  EXPECT_GT(chi_square_p(bernoulli_counts(0.1, false), expected), level);
  EXPECT_LT(chi_square_p(bernoulli_counts(0.102, true), expected), level) << "broken twin, 2% off";
}

// Law: every index equally likely; n = 40 indices, 20,000 rows at p = 0.25; level 1e-4.
// The chi-square of independent indicators is scaled by 1/(1 - p).
TEST(Skips, HitEveryIndexAlike) {
  std::vector<double> seen(40, 0.0);
  for (std::uint64_t row = 0; row < 20'000; ++row) {
    Skips skips(4, 4, 4, row, 0.25);
    for (std::uint64_t hit = skips.next(); hit < 40; hit = skips.next()) seen[hit]++;
  }
  double statistic = 0.0;
  for (const double count : seen) statistic += std::pow(count - 5000.0, 2) / (5000.0 * 0.75);
  EXPECT_GT(boost::math::gamma_q(20.0, 0.5 * statistic), level);
}

TEST(Skips, HitAllAtOneAndNoneAtZero) {
  Skips all(1, 1, 1, 1, 1.0);
  for (std::uint64_t i = 0; i < 1000; ++i) EXPECT_EQ(all.next(), i);
  Skips never(1, 1, 1, 1, 0.0);
  EXPECT_EQ(never.next(), Skips::none);
  EXPECT_EQ(never.next(), Skips::none);
}

TEST(Skips, RiseAndEndWhateverTheProbability) {
  for (const double p : {0.999, 0.5, 1e-9, 1e-15, 1e-18, 1e-19, 1e-30, 1e-308, 5e-324}) {
    Skips skips(1, 1, 1, 1, p);
    std::uint64_t last = skips.next();
    for (int i = 0; i < 200 && last != Skips::none; ++i) {
      const std::uint64_t hit = skips.next();
      EXPECT_GT(hit, last) << p;
      last = hit;
    }
    if (p < 1e-30) {
      EXPECT_EQ(last, Skips::none) << p;
    }
  }
}

TEST(Skips, MeanGapOfARareEvent) {
  // 100,000 gaps at p = 1e-6: mean 1e6, standard error 1e6/sqrt(1e5) = 3162.
  Skips skips(6, 6, 6, 6, 1e-6);
  std::uint64_t last = 0;
  for (int i = 0; i < 100'000; ++i) last = skips.next();
  EXPECT_NEAR(static_cast<double>(last) / 100'000.0, 1e6, 4.0 * 3162.0);
}

TEST(BoundToPowerOfTwo, RoundsUp) {
  EXPECT_EQ(bound_to_power_of_two(0.0), 0.0);
  EXPECT_EQ(bound_to_power_of_two(1.0), 1.0);
  EXPECT_EQ(bound_to_power_of_two(0.25), 0.25);
  EXPECT_EQ(bound_to_power_of_two(0.2500001), 0.5);
  EXPECT_EQ(bound_to_power_of_two(0.7), 1.0);
  EXPECT_EQ(bound_to_power_of_two(3.0), 4.0);
  EXPECT_EQ(bound_to_power_of_two(5e-324), 5e-324);
  for (double rate = 1e-12; rate < 10.0; rate *= 1.37) {
    EXPECT_GE(bound_to_power_of_two(rate), rate);
    EXPECT_LT(bound_to_power_of_two(rate), 2.0 * rate);
  }
}

}  // namespace
}  // namespace sojourn
