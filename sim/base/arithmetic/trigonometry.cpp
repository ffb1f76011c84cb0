#include <array>
#include <cmath>
#include <cstdint>
#include <limits>

#include "sim/base/arithmetic/elementary.hpp"
#include "sim/base/arithmetic/parts.hpp"

namespace sojourn::fixed {
namespace {

constexpr double kQuartersPerUnit = 0x1.45f306dc9c883p-1;  // 2 / pi
constexpr double kQuarterHigh = 0x1.921fb544p0;            // pi / 2: 33 bits, 32 and the rest
constexpr double kQuarterMiddle = 0x1.0b4611a6p-34;
constexpr double kQuarterLow = 0x1.3198a2e037073p-69;

/// An angle as whole quarters of a turn and what is left, at most pi/4.
struct Turned {
  std::int64_t quarters;
  double high;
  double low;
};

Turned turned(double x) {
  const double quarters = nearest_whole(x * kQuartersPerUnit);
  const double first = x - quarters * kQuarterHigh;
  const double middle = quarters * kQuarterMiddle;
  const double second = first - middle;
  const double rest = first - second - middle - quarters * kQuarterLow;
  const double high = second + rest;
  return {static_cast<std::int64_t>(quarters), high, second - high + rest};
}

/// sin(high + low) by its series up to the 17th power.
double sine(const Turned& angle) {
  const double x = angle.high, square = x * x;
  double tail = 1.0 / 355687428096000;
  for (const double term : {-1.0 / 1307674368000, 1.0 / 6227020800, -1.0 / 39916800, 1.0 / 362880,
                            -1.0 / 5040, 1.0 / 120}) {
    tail = term + square * tail;
  }
  return x + (angle.low * (1 - 0.5 * square) + x * square * (-1.0 / 6 + square * tail));
}

/// cos(high + low) by its series up to the 18th power; 1 - x^2/2 with what its rounding loses.
double cosine(const Turned& angle) {
  const double x = angle.high, square = x * x;
  double tail = -1.0 / 6402373705728000;
  for (const double term : {1.0 / 20922789888000, -1.0 / 87178291200, 1.0 / 479001600,
                            -1.0 / 3628800, 1.0 / 40320, -1.0 / 720, 1.0 / 24}) {
    tail = term + square * tail;
  }
  const double half = 0.5 * square, most = 1 - half;
  return most + ((1 - most - half) + (square * square * tail - x * angle.low));
}

double at_quarter(const Turned& angle, std::int64_t quarter) {
  const double size = (quarter & 1) != 0 ? cosine(angle) : sine(angle);
  return (quarter & 2) != 0 ? -size : size;
}

bool is_in_range(double x) {
  return std::abs(x) <= 0x1p20;
}

constexpr std::size_t kArcTerms = 26;

/// (2n)! / (4^n n!^2 (2n + 1)), the terms of the series of asin.
constexpr std::array<double, kArcTerms> arc_terms() {
  std::array<double, kArcTerms> terms{};
  double ratio = 1;
  double twice = 0;  // 2n
  for (double& term : terms) {
    term = ratio / (twice + 1);
    ratio *= (twice + 1) / (twice + 2);
    twice += 2;
  }
  return terms;
}

/// asin x - x for |x| <= 1/2.
double arc_excess(double x) {
  constexpr std::array<double, kArcTerms> terms = arc_terms();
  const double square = x * x;
  double tail = 0;
  for (std::size_t n = kArcTerms - 1; n > 0; --n) tail = square * (terms[n] + tail);
  return x * tail;
}

}  // namespace

double sin(double x) {
  if (!is_in_range(x)) return std::numeric_limits<double>::quiet_NaN();
  if (x == 0) return x;
  const Turned angle = turned(x);
  return at_quarter(angle, angle.quarters);
}

double cos(double x) {
  if (!is_in_range(x)) return std::numeric_limits<double>::quiet_NaN();
  const Turned angle = turned(x);
  return at_quarter(angle, angle.quarters + 1);
}

double asin(double x) {
  if (!(std::abs(x) <= 1)) return std::numeric_limits<double>::quiet_NaN();
  if (std::abs(x) <= 0.5) return x + arc_excess(x);
  const double half = std::sqrt((1 - std::abs(x)) / 2);  // asin x = pi/2 - 2 asin sqrt((1 - x)/2)
  const double size = kQuarterHigh - 2 * half + (kQuarterMiddle - 2 * arc_excess(half));
  return std::copysign(size, x);
}

}  // namespace sojourn::fixed
