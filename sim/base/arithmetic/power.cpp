#include <cmath>
#include <limits>

#include "sim/base/arithmetic/elementary.hpp"
#include "sim/base/arithmetic/logarithm_parts.hpp"
#include "sim/base/arithmetic/parts.hpp"
#include "sim/base/arithmetic/scaled_power.hpp"

namespace sojourn::fixed {
namespace {

constexpr double kInfinite = std::numeric_limits<double>::infinity();

bool is_whole(double y) {
  return y == std::floor(y);
}

bool is_odd(double y) {
  return is_whole(y) && !is_whole(y / 2);
}

/// x > 0 and finite, y finite.
double power_of_positive(double x, double y) {
  const Sum log = log_as_sum(x);
  const double product = y * log.high;
  if (!(std::abs(product) < 800)) return product > 0 ? kInfinite : 0;
  const double y_upper = upper_half(y), log_upper = upper_half(log.high);
  const double log_rest = log.high - log_upper + log.low;
  return exp_of_sum(y_upper * log_upper, (y - y_upper) * log_upper + y * log_rest);
}

/// y infinite, x no NaN.
double power_to_infinity(double x, double y) {
  if (std::abs(x) == 1) return 1;
  return (std::abs(x) > 1) == (y > 0) ? kInfinite : 0;
}

/// x is +-0 or infinite, y finite and not 0.
double power_of_end(double x, double y) {
  const double size = (x == 0) == (y > 0) ? 0 : kInfinite;
  return std::signbit(x) && is_odd(y) ? -size : size;
}

double power_of_negative(double x, double y) {
  if (!is_whole(y)) return std::numeric_limits<double>::quiet_NaN();
  const double size = power_of_positive(-x, y);
  return is_odd(y) ? -size : size;
}

}  // namespace

double pow(double x, double y) {
  if (y == 0 || x == 1) return 1;
  if (std::isnan(x) || std::isnan(y)) return x + y;
  if (std::isinf(y)) return power_to_infinity(x, y);
  if (x == 0 || std::isinf(x)) return power_of_end(x, y);
  return x < 0 ? power_of_negative(x, y) : power_of_positive(x, y);
}

}  // namespace sojourn::fixed
