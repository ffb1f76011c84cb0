#include "sim/base/arithmetic/elementary.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <bit>
#include <boost/math/special_functions/beta.hpp>
#include <boost/math/special_functions/gamma.hpp>
#include <cmath>
#include <cstdint>
#include <functional>
#include <limits>
#include <random>
#include <string>
#include <vector>

#include "sim/base/arithmetic/counting_laws.hpp"

namespace sojourn {
namespace {

constexpr double kInfinite = std::numeric_limits<double>::infinity();
constexpr double kNone = std::numeric_limits<double>::quiet_NaN();
constexpr double kLeast = std::numeric_limits<double>::denorm_min();

/// How far `found` is from `exact`, in units in the last place of the nearest double.
double units_off(double found, long double exact) {
  const auto nearest = static_cast<double>(exact);
  if (std::isnan(exact)) return std::isnan(found) ? 0 : kInfinite;
  if (std::isinf(nearest) || std::isinf(found)) return found == nearest ? 0 : kInfinite;
  int exponent = 0;
  std::frexp(nearest, &exponent);
  const long double unit = std::ldexp(1.0L, std::max(exponent - 53, -1074));
  return static_cast<double>(std::abs((found - exact) / unit));
}

using Function = std::function<double(double)>;
using Exact = std::function<long double(long double)>;

/// The most that `function` is off for 20,000 arguments, uniform in [low, high], or e to their
/// power.
double most_off(const Function& function, const Exact& exact, double low, double high,
                bool exponents = false) {
  std::mt19937_64 bits(1);
  double most = 0;
  for (int i = 0; i < 20'000; ++i) {
    const double u = static_cast<double>(bits() >> 11) * 0x1p-53;
    const double x = low + u * (high - low);
    const double at = exponents ? std::exp(x) : x;
    most = std::max(most, units_off(function(at), exact(at)));
  }
  return most;
}

struct Case {
  std::string name;
  Function function;
  Exact exact;
  double low, high;
  double units;  // that elementary.hpp promises
  bool exponents = false;
};

/// The functions, against those of the library in the 64 bits of a long double.
std::vector<Case> cases() {
  const Exact exp = [](long double x) { return std::exp(x); };
  const Exact expm1 = [](long double x) { return std::expm1(x); };
  const Exact log = [](long double x) { return std::log(x); };
  const Exact log1p = [](long double x) { return std::log1p(x); };
  const Exact sin = [](long double x) { return std::sin(x); };
  const Exact cos = [](long double x) { return std::cos(x); };
  const Exact asin = [](long double x) { return std::asin(x); };
  return {{"exp", fixed::exp, exp, -746, 710, 0.8},
          {"exp near 0", fixed::exp, exp, -1, 1, 0.6},
          {"exp of subnormal results", fixed::exp, exp, -745, -708, 0.8},
          {"expm1", fixed::expm1, expm1, -40, 710, 1},
          {"expm1 near 0", fixed::expm1, expm1, -0.3, 0.3, 1},
          {"expm1 of small arguments", fixed::expm1, expm1, -700, -3, 1, true},
          {"log", fixed::log, log, -744, 709, 0.6, true},
          {"log near 1", fixed::log, log, 0.98, 1.02, 0.6},
          {"log in [0.5, 2]", fixed::log, log, 0.5, 2, 0.6},
          {"log1p", fixed::log1p, log1p, -1, 3, 0.7},
          {"log1p of small and large arguments", fixed::log1p, log1p, -700, 700, 0.7, true},
          {"sin", fixed::sin, sin, -7, 7, 1},
          {"sin far away", fixed::sin, sin, -0x1p20, 0x1p20, 1},
          {"cos", fixed::cos, cos, -7, 7, 1},
          {"asin", fixed::asin, asin, -1, 1, 2.1},
          {"asin of small arguments", fixed::asin, asin, -60, -1, 2.1, true}};
}

TEST(Arithmetic, FunctionsAreAsNearAsTheyPromise) {
  for (const Case& one : cases()) {
    EXPECT_LE(most_off(one.function, one.exact, one.low, one.high, one.exponents), one.units)
        << one.name;
  }
}

// Twins three units off are rejected, each by the same test.
TEST(Arithmetic, AFunctionThatIsFurtherOffIsNoticed) {
  for (const Case& one : cases()) {
    const Function twin = [&](double x) {
      const double y = one.function(x);
      return y + 3 * (std::nextafter(y, kInfinite) - y);
    };
    EXPECT_GT(most_off(twin, one.exact, one.low, one.high, one.exponents), one.units) << one.name;
  }
}

/// The most that `power` is off for 30,000 pairs of all sizes, results subnormal ones among them.
double power_most_off(const std::function<double(double, double)>& power) {
  std::mt19937_64 bits(2);
  const auto uniform = [&](double low, double high) {
    return low + static_cast<double>(bits() >> 11) * 0x1p-53 * (high - low);
  };
  double most = 0;
  for (int i = 0; i < 10'000; ++i) {
    for (const double log_x : {uniform(-700, 700), uniform(-1, 1), uniform(-1e-6, 1e-6)}) {
      const double x = std::exp(log_x), y = uniform(-720, 720) / log_x;
      most = std::max(most, units_off(power(x, y), std::pow(static_cast<long double>(x), y)));
    }
  }
  return most;
}

TEST(Arithmetic, PowersAreAsNearAsTheyPromise) {
  EXPECT_LE(power_most_off(fixed::pow),
            1);  // a subnormal result is rounded twice, others within 0.7
  // A twin by the logarithm in one double.
  EXPECT_GT(power_most_off([](double x, double y) { return fixed::exp(y * fixed::log(x)); }), 1);
}

/// Equal, or both no number; zeros have a sign.
bool same(double a, double b) {
  return (std::isnan(a) && std::isnan(b)) ||
         std::bit_cast<std::uint64_t>(a) == std::bit_cast<std::uint64_t>(b);
}

const std::vector<double> kEnds = {0.0,    -0.0,    1,      -1,      kInfinite, -kInfinite,
                                   kNone,  2,       -2,     3,       -3,        0.5,
                                   -0.5,   -2.5,    1e300,  -1e300,  0x1p53,    -0x1p53 - 2,
                                   1e-300, -1e-300, kLeast, -kLeast, 0x1p-1022, 1025};

// The library's are exact there or, at results that are no powers of two, at most a unit off.
TEST(Arithmetic, EndsAreThoseOfC) {
  for (const double x : kEnds) {
    const auto near = [&](double found, double of_library, const char* name) {
      EXPECT_TRUE(same(found, of_library) || units_off(found, of_library) <= 1)
          << name << ' ' << x << ": " << found << ", " << of_library;
      EXPECT_EQ(std::signbit(found) && !std::isnan(found),
                std::signbit(of_library) && !std::isnan(of_library))
          << name << ' ' << x;
    };
    near(fixed::exp(x), std::exp(x), "exp");
    near(fixed::expm1(x), std::expm1(x), "expm1");
    near(fixed::log(x), std::log(x), "log");
    near(fixed::log1p(x), std::log1p(x), "log1p");
    if (!(std::abs(x) > 0x1p20)) near(fixed::sin(x), std::sin(x), "sin");
    if (!(std::abs(x) > 0x1p20)) near(fixed::cos(x), std::cos(x), "cos");
    if (!(std::abs(x) <= 1 && std::abs(x) > 0.6)) near(fixed::asin(x), std::asin(x), "asin");
    for (const double y : kEnds) near(fixed::pow(x, y), std::pow(x, y), "pow");
  }
  EXPECT_TRUE(std::isnan(fixed::sin(kInfinite)) && std::isnan(fixed::cos(0x1p21)));
  EXPECT_EQ(fixed::exp(0), 1);
  EXPECT_EQ(fixed::log(1), 0);
  EXPECT_EQ(fixed::pow(3, 4), 81);
}

// Held at many points: a table's neighbours must not cross.
TEST(Arithmetic, ExponentialAndLogarithmRise) {
  for (double x = -30; x < 30; x += 0.000731) {
    const double after = std::nextafter(x, kInfinite);
    ASSERT_LE(fixed::exp(x), fixed::exp(after)) << x;
    const double y = std::ldexp(1.0 + (x + 30) / 60, static_cast<int>(x));
    ASSERT_LE(fixed::log(y), fixed::log(std::nextafter(y, kInfinite))) << y;
  }
}

double relative(double found, long double exact) {
  return static_cast<double>(std::abs((found - exact) / exact));
}

TEST(Arithmetic, NormalLawIsThatOfTheLibrary) {
  for (double x = -37; x < 9; x += 0.00931) {
    const long double exact = std::erfc(-static_cast<long double>(x) / std::sqrt(2.0L)) / 2;
    ASSERT_LT(relative(fixed::normal_cdf(x), exact), 2e-14) << x;
  }
  EXPECT_EQ(fixed::normal_cdf(-kInfinite), 0);
  EXPECT_EQ(fixed::normal_cdf(kInfinite), 1);
  EXPECT_EQ(fixed::normal_cdf(0), 0.5);
  EXPECT_TRUE(std::isnan(fixed::normal_cdf(kNone)));
}

TEST(Arithmetic, CountingLawsAreThoseOfBoost) {
  for (const double mean : {64.0, 5e3, 1e6}) {
    for (const double p : {1e-4, 0.05, 0.5}) {
      const double n = mean / p, deviation = std::sqrt(mean * (1 - p));
      for (const double z : {-6.0, -2.5, -0.3, 0.0, 0.4, 3.0, 7.0}) {
        const double k = std::floor(mean + z * deviation);
        const long double binomial = boost::math::ibetac<long double>(k + 1, n - k, p);
        EXPECT_LT(relative(fixed::binomial_cdf(k, n, p), binomial), 1e-11) << n << ' ' << k;
        EXPECT_GT(relative(fixed::binomial_cdf(k, n, p * (1 - 1e-7)), binomial), z < 3 ? 1e-11 : 0);
        const long double poisson = boost::math::gamma_q<long double>(k + 1, mean);
        EXPECT_LT(relative(fixed::poisson_cdf(k, mean), poisson), 1e-12) << mean << ' ' << k;
      }
    }
  }
  EXPECT_EQ(fixed::binomial_cdf(7, 7, 0.3), 1);
  EXPECT_DOUBLE_EQ(fixed::binomial_cdf(0, 3, 0.5), 0.125);
  EXPECT_DOUBLE_EQ(fixed::poisson_cdf(0, 2), std::exp(-2.0));
  EXPECT_DOUBLE_EQ(fixed::poisson_cdf(1, 2), 3 * std::exp(-2.0));
}

/// FNV-1a over the bits of some 400,000 values of all functions at arguments of a fixed generator.
std::uint64_t hash_of_values() {
  std::uint64_t hash = 1469598103934665603U, state = 1;
  const auto add = [&](double x) {
    const std::uint64_t bits = std::isnan(x) ? 1 : std::bit_cast<std::uint64_t>(x);
    hash = (hash ^ bits) * 1099511628211U;
  };
  const auto uniform = [&] {
    state = state * 6364136223846793005U + 1442695040888963407U;
    return static_cast<double>(state >> 11) * 0x1p-53;
  };
  for (int i = 0; i < 25'000; ++i) {
    const double u = uniform(), v = uniform();
    for (const double x : {1500 * u - 750, u, 2 * v - 1}) add(fixed::exp(x)), add(fixed::expm1(x));
    for (const double x : {u, 1e9 * v, v * 0x1p-1060})
      add(fixed::log(x)), add(fixed::log1p(x - 0.5));
    add(fixed::pow(u, v * 9)), add(fixed::pow(9 * v, u * 90 - 45));
    add(fixed::sin(9 * u - 4)), add(fixed::cos(9 * u - 4)), add(fixed::asin(2 * u - 1));
    if (i % 50 != 0) continue;
    add(fixed::normal_cdf(20 * u - 15));
    add(fixed::binomial_cdf(std::floor(1000 * u), 1000, 0.5 * v));
    add(fixed::poisson_cdf(std::floor(300 * u), 100 + 100 * v));
  }
  return hash;
}

// The bits are the same by every compiler and on every machine: a change is one of results.
TEST(Arithmetic, BitsAreKnown) {
  EXPECT_EQ(hash_of_values(), 12743392720762125996U);
}

}  // namespace
}  // namespace sojourn
