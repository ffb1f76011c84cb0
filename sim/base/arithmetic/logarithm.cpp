#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>

#include "sim/base/arithmetic/elementary.hpp"
#include "sim/base/arithmetic/logarithm_parts.hpp"
#include "sim/base/arithmetic/parts.hpp"
#include "sim/base/arithmetic/reciprocals.hpp"

namespace sojourn::fixed {
namespace {

constexpr double kLn2High = 0x1.62e42fefa38p-1;  // a multiple of 2^-42, and the rest
constexpr double kLn2Low = 0x1.ef35793c7673p-45;
constexpr std::uint64_t kFractionBits = 52;
constexpr std::uint64_t kUpperBits = 0xffffffff00000000;

/// log x = of_reciprocal + log(1 + high + low), both parts exact and below 2^-7.97 together.
struct Split {
  Sum of_reciprocal;  // the first a multiple of 2^-42, so that its multiples of ln 2 are summed
                      // exactly
  double high;
  double low;
};

/// `bits` of a normal number above 0.
inline Split split(std::uint64_t bits, std::int64_t more_exponent) {
  const std::uint64_t over = bits - kFirstOfReciprocals;
  const std::int64_t of_exponent = over;
  const std::int64_t exponent = of_exponent >> kFractionBits;
  const std::uint64_t fraction = bits - (exponent << kFractionBits);
  const Reciprocal& by = kReciprocalsTable[(over >> 45) & (kReciprocals - 1)];
  const double z = std::bit_cast<double>(fraction);
  const double upper = std::bit_cast<double>(fraction & kUpperBits);
  const double twos = exponent + more_exponent;
  return {{twos * kLn2High + by.log_high, twos * kLn2Low + by.log_low},
          upper * by.value - 1,
          (z - upper) * by.value};
}

/// A subnormal number is scaled to a normal one.
inline Split split(double x) {
  if (x < 0x1p-1022) return split(std::bit_cast<std::uint64_t>(x * 0x1p52), -52);
  return split(std::bit_cast<std::uint64_t>(x), 0);
}

/// The logarithm of the reciprocal and r, with what adding them and the parts of r lost.
inline Sum with_first(const Split& s, double r) {
  const double first = s.of_reciprocal.high + r;
  return {first, s.of_reciprocal.high - first + r + (s.high - r + s.low) + s.of_reciprocal.low};
}

bool is_finite_above_zero(double x) {
  return x > 0 && x < std::numeric_limits<double>::infinity();
}

double log_at_the_ends(double x) {
  if (x == 0) return -std::numeric_limits<double>::infinity();
  return x < 0 ? std::numeric_limits<double>::quiet_NaN() : x;
}

}  // namespace

double log(double x) {
  if (!is_finite_above_zero(x)) return log_at_the_ends(x);
  const Split s = split(x);
  const double r = s.high + s.low;
  const double square = r * r;
  const Sum first = with_first(s, r);
  const double tail = (-1.0 / 2 + r * (1.0 / 3)) +
                      square * ((-1.0 / 4 + r * (1.0 / 5)) + square * (-1.0 / 6 + r * (1.0 / 7)));
  return first.high + (first.low + square * tail);
}

Sum log_as_sum(double x) {
  const Split s = split(x);
  const double r = s.high + s.low;
  const Sum first = with_first(s, r);
  // -r^2/2 with what its rounding loses: the square of the upper half is exact.
  const double upper = upper_half(r);
  const double half_square = -0.5 * upper * upper;
  const double half_rest = -0.5 * (r - upper) * (r + upper);
  const double second = first.high + half_square;
  const double lost_then = first.high - second + half_square + half_rest;
  const double tail = (1.0 / 3 - r * (1.0 / 4)) +
                      r * r * ((1.0 / 5 - r * (1.0 / 6)) + r * r * (1.0 / 7 - r * (1.0 / 8)));
  const double rest = first.low + lost_then + r * r * r * tail;
  const double high = second + rest;
  return {high, second - high + rest};
}

double log1p(double x) {
  if (std::abs(x) < 0x1p-54) return x;
  const double sum = 1 + x;
  if (!is_finite_above_zero(sum)) return log_at_the_ends(sum);
  const double lost = x < 1 ? x - (sum - 1) : 1 - (sum - x);
  const Sum log = log_as_sum(sum);
  return log.high + (log.low + lost / sum);
}

}  // namespace sojourn::fixed
