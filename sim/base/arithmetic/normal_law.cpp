#include <cmath>

#include "sim/base/arithmetic/elementary.hpp"

namespace sojourn::fixed {
namespace {

constexpr double kDensityAtZero = 0x1.9884533d43651p-2;  // 1 / sqrt(2 pi)
constexpr double kNear = 2;  // up to here by the series, beyond by the fraction

/// The square is summed from its halves: an error of x^2 would be one of the result, times x^2.
double density(double x) {
  const double rough = std::floor(x * 16) / 16;
  return kDensityAtZero * exp(-0.5 * rough * rough) * exp(-0.5 * (x - rough) * (x + rough));
}

/// P(0 < Z <= x) / density: x + x^3/3 + x^5/15 + ...
double series(double x) {
  double term = x, sum = x, last = 0;
  for (double k = 3; sum != last; k += 2) {
    last = sum;
    term *= x * x / k;
    sum += term;
  }
  return sum;
}

/// P(Z > x) / density by Laplace's fraction 1/(x + 1/(x + 2/(x + 3/...))), x >= kNear.
double fraction(double x) {
  double below = x;
  for (double k = std::floor(30 + 240 / (x * x)); k > 0; --k) below = x + k / below;
  return 1 / below;
}

}  // namespace

double normal_cdf(double x) {
  if (std::isnan(x)) return x;
  const double size = std::abs(x);
  if (size < kNear)
    return x < 0 ? 0.5 - density(size) * series(size) : 0.5 + density(size) * series(size);
  if (size > 40) return x < 0 ? 0 : 1;
  const double beyond = density(size) * fraction(size);
  return x < 0 ? beyond : 1 - beyond;
}

}  // namespace sojourn::fixed
