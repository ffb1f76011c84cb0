#include "sim/base/arithmetic/counting_laws.hpp"

#include <array>
#include <cmath>
#include <numbers>

#include "sim/base/arithmetic/elementary.hpp"

namespace sojourn::fixed {
namespace {

constexpr double kEnough = 0x1p-52;

/// log n! - log(sqrt(2 pi n) (n/e)^n), n >= 1: exactly rounded up to 15, then Stirling's series.
double stirling_rest(double n) {
  constexpr std::array<double, 15> small = {
      0.08106146679532726,  0.0413406959554093,    0.02767792568499834,  0.020790672103765093,
      0.016644691189821193, 0.013876128823070748,  0.01189670994589177,  0.010411265261972096,
      0.009255462182712733, 0.00833056343336287,   0.007573675487951841, 0.00694284010720953,
      0.006408994188004207, 0.0059513701127588475, 0.005554733551962801};
  if (n < 16) return small[static_cast<std::size_t>(n) - 1];
  const double square = n * n;
  return (1.0 / 12 -
          (1.0 / 360 - (1.0 / 1260 - (1.0 / 1680 - 1.0 / 1188 / square) / square) / square) /
              square) /
         n;
}

/// x log(x/m) + m - x, without cancellation where the two are near.
double deviance(double x, double m) {
  if (!(std::abs(x - m) < 0.1 * (x + m))) return x * log(x / m) + m - x;
  const double v = (x - m) / (x + m);
  double term = 2 * x * v, sum = (x - m) * v, last = sum - 1;
  for (double k = 3; sum != last; k += 2) {
    last = sum;
    term *= v * v;
    sum += term / k;
  }
  return sum;
}

/// P(K = k), 0 < k < n.
double binomial_term(double k, double n, double p) {
  const double rest = n - k;
  const double exponent = stirling_rest(n) - stirling_rest(k) - stirling_rest(rest) -
                          deviance(k, n * p) - deviance(rest, n * (1 - p));
  return std::sqrt(n / (2 * std::numbers::pi * k * rest)) * exp(exponent);
}

/// P(K = k), k > 0.
double poisson_term(double k, double mean) {
  return exp(-stirling_rest(k) - deviance(k, mean)) / std::sqrt(2 * std::numbers::pi * k);
}

/// The fraction by which x^a y^b / B(a, b) is divided, for a y >= b x, by Lentz's method.
double beta_fraction(double a, double b, double x, double y) {
  double value = a * (a * y - b * x + 1) / (a + 1);
  double above = value, below = 0, change = 0;
  for (double m = 1; std::abs(change - 1) > kEnough; ++m) {
    const double middle = a + 2 * m - 1;
    const double over = (a + m - 1) / middle * ((a + b + m - 1) / middle) * m * (b - m) * x * x;
    const double under =
        m + m * (b - m) * x / middle + (a + m) * (a * y - b * x + 1 + m * (2 - x)) / (middle + 2);
    below = 1 / (under + over * below);
    above = under + over / above;
    change = above * below;
    value *= change;
  }
  return value;
}

/// P(K > k) of a Poisson law over P(K = k + 1), k + 1 > mean: 1 + mean/(k + 2) + ...
double poisson_tail(double k, double mean) {
  double term = 1, sum = 1, last = 0;
  for (double j = k + 2; sum != last; ++j) {
    last = sum;
    term *= mean / j;
    sum += term;
  }
  return sum;
}

/// P(K <= k) over P(K = k), k <= mean: 1 + k/mean + k(k - 1)/mean^2 + ...
double poisson_head(double k, double mean) {
  double term = 1, sum = 1, last = 0;
  for (double j = k; sum != last; --j) {
    last = sum;
    term *= j / mean;
    sum += term;
  }
  return sum;
}

}  // namespace

double binomial_cdf(double k, double n, double p) {
  if (k >= n) return 1;
  if (k == 0) return exp(n * log1p(-p));
  const double q = 1 - p;
  const double above = k + 1, rest = n - k;  // P(K > k) = I_p(k + 1, n - k)
  const double factor = binomial_term(k, n, p) * rest * p;
  if (above * q >= rest * p) return 1 - factor / beta_fraction(above, rest, p, q);
  return factor / beta_fraction(rest, above, q, p);
}

double poisson_cdf(double k, double mean) {
  if (k + 1 > mean) return 1 - poisson_term(k + 1, mean) * poisson_tail(k, mean);
  if (k == 0) return exp(-mean);
  return poisson_term(k, mean) * poisson_head(k, mean);
}

}  // namespace sojourn::fixed
