#include <bit>
#include <cfloat>
#include <cmath>
#include <cstdint>
#include <limits>

#include "sim/base/arithmetic/elementary.hpp"
#include "sim/base/arithmetic/parts.hpp"
#include "sim/base/arithmetic/roots_of_two.hpp"
#include "sim/base/arithmetic/scaled_power.hpp"

// What all of sim/base/arithmetic rests on.
static_assert(FLT_EVAL_METHOD == 0, "operations of doubles are rounded to doubles");
#ifdef __FAST_MATH__
#error "the order of operations is part of the results"
#endif

namespace sojourn::fixed {
namespace {

constexpr double kStepsPerUnit = 0x1.71547652b82fep7;  // 128 / ln 2
constexpr double kStepHigh = 0x1.62e42fef8p-8;         // ln 2 / 128: 34 bits, and the rest
constexpr double kStepLow = 0x1.1cf79abc9e3b4p-43;

/// e^x = 2^exponent * root * (1 + more).
struct Power {
  double root;  // 2^(j/128), in [1, 2)
  double more;
  int exponent;
};

/// e^r - 1 for |r| <= ln 2 / 256, without what is below r^6 / 720.
inline double expm1_near_zero(double r) {
  const double square = r * r;
  return r + square * (1.0 / 2 + r * (1.0 / 6)) + square * square * (1.0 / 24 + r * (1.0 / 120));
}

/// |high| < 746.
inline Power power(double high, double low) {
  const double steps = nearest_whole(high * kStepsPerUnit);
  const int step = static_cast<int>(steps);
  const double r = high - steps * kStepHigh - steps * kStepLow + low;
  const RootOfTwo& root = kRootsOfTwo[step & (kRoots - 1)];
  return {root.nearest, root.lacking + expm1_near_zero(r), step >> 7};
}

/// 2^exponent for a normal number.
inline double two_to(int exponent) {
  constexpr std::uint64_t kBias = 1023;
  return std::bit_cast<double>((kBias + exponent) << 52);
}

/// Where the result or its scale may not be a normal number.
double exp_at_the_ends(double high, double low) {
  if (std::isnan(high)) return high;
  if (high > 709.8) return std::numeric_limits<double>::infinity();
  if (high < -745.2) return 0;
  const Power p = power(high, low);
  return std::ldexp(p.root + p.root * p.more, p.exponent);
}

inline double exp_in_line(double high, double low) {
  if (!(std::abs(high) < 707)) return exp_at_the_ends(high, low);
  const Power p = power(high, low);
  const double scale = p.root * two_to(p.exponent);
  return scale + scale * p.more;
}

/// e^x - 1 for |x| < 1/16, without what is below x^13 / 13!.
double expm1_by_series(double x) {
  double tail = 1.0 / 39916800;
  for (const double term : {1.0 / 3628800, 1.0 / 362880, 1.0 / 40320, 1.0 / 5040, 1.0 / 720,
                            1.0 / 120, 1.0 / 24, 1.0 / 6}) {
    tail = term + x * tail;
  }
  return x + (x * x * 0.5 + x * x * x * tail);
}

}  // namespace

double exp_of_sum(double high, double low) {
  return exp_in_line(high, low);
}

double exp(double x) {
  return exp_in_line(x, 0);
}

void exp_each(double* x, std::size_t n) {
  for (std::size_t i = 0; i < n; ++i) x[i] = exp_in_line(x[i], 0);
}

double expm1(double x) {
  if (std::abs(x) < 0x1p-54) return x;
  if (std::abs(x) < 0.0625) return expm1_by_series(x);
  if (!(std::abs(x) < 707)) return exp_at_the_ends(x, 0) - 1;
  const Power p = power(x, 0);
  const double scale = p.root * two_to(p.exponent);
  const double less = scale - 1;
  // What the subtraction lost (Knuth 1969, 4.2.2, theorem B).
  const double taken = less - scale;
  const double lost = (scale - (less - taken)) + (-1 - taken);
  return less + (lost + scale * p.more);
}

}  // namespace sojourn::fixed
