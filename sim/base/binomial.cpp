#include "sim/base/binomial.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <stdexcept>

#include "sim/base/arithmetic/counting_laws.hpp"
#include "sim/base/arithmetic/elementary.hpp"
#include "sim/base/rng.hpp"

namespace sojourn {
namespace {

constexpr double summed_below = 64.0;  // mean; exp(-64) is far from underflow
constexpr double largest = 1e10;

/// F(k) and its terms for one binomial law with p <= 0.5.
struct BinomialLaw {
  double n;
  double p;

  double mean() const { return n * p; }
  double deviation() const { return std::sqrt(n * p * (1.0 - p)); }
  double skew() const { return (1.0 - 2.0 * p) / deviation(); }
  double last() const { return n; }
  double none() const { return fixed::exp(n * fixed::log1p(-p)); }
  double ratio(double k) const { return (n - k) / (k + 1.0) * (p / (1.0 - p)); }  // f(k+1)/f(k)
  double cdf(double k) const { return fixed::binomial_cdf(k, n, p); }
};

struct PoissonLaw {
  double rate;

  double mean() const { return rate; }
  double deviation() const { return std::sqrt(rate); }
  double skew() const { return 1.0 / deviation(); }
  double last() const { return HUGE_VAL; }
  double none() const { return fixed::exp(-rate); }
  double ratio(double k) const { return rate / (k + 1.0); }
  double cdf(double k) const { return fixed::poisson_cdf(k, rate); }
};

/// Whether F(k) has reached the uniform: F >= u, or F > u for the mirrored law.
struct AtLeast {
  double u;
  bool operator()(double cdf) const { return cdf >= u; }
};
struct Above {
  double u;
  bool operator()(double cdf) const { return cdf > u; }
};

/// Sums the law from 0. The partial sums do not depend on u, so the answer cannot fall as u rises;
/// where the sum stops growing before it reaches u (within 1e-15 of 1), that is the last value.
template <class Law, class Reached>
double summed(const Law& law, Reached reached) {
  double term = law.none();
  double sum = term;
  double k = 0.0;
  const double last = law.last();
  while (!reached(sum) && k < last) {
    term *= law.ratio(k);
    const double grown = sum + term;
    if (grown == sum && k > law.mean()) return k;
    sum = grown;
    k += 1.0;
  }
  return k;
}

/// Cornish-Fisher expansion to second order; mostly right or one off for means above 64.
template <class Law>
double guess(const Law& law, double u) {
  const double z = normal_quantile(std::clamp(u, 0x1p-60, 1.0 - 0x1p-53));
  const double skew = law.skew();
  const double deviation = law.deviation();
  const double kurtosis = skew * skew;  // near enough: second order in 1/deviation
  const double w = z + skew * (z * z - 1.0) / 6.0 + kurtosis * (z * z * z - 3.0 * z) / 24.0 -
                   skew * skew * (2.0 * z * z * z - 5.0 * z) / 36.0;
  return std::clamp(std::floor(law.mean() + deviation * w), 0.0, std::min(law.last(), 4e18));
}

/// Brackets the answer by doubling steps from the guess, then bisects. Decides by the cdf function
/// alone, which rises in k: sums that start from two guesses differ in their last bits, and the
/// answer could then fall as u rises.
template <class Law, class Reached>
double corrected(const Law& law, Reached reached) {
  const double last = std::min(law.last(), std::ceil(law.mean() + 60.0 * law.deviation()));
  double high = std::min(guess(law, reached.u), last);
  double low = high - 1.0;
  double step = 1.0;
  if (reached(law.cdf(high))) {
    for (; low >= 0.0 && reached(law.cdf(low)); step *= 2.0) {
      high = low;
      low = std::max(low - step, -1.0);
    }
  } else {
    do {
      low = high;
      high = std::min(high + step, last);
      step *= 2.0;
    } while (high < last && !reached(law.cdf(high)));
  }
  while (high - low > 1.0) {
    const double middle = std::floor(0.5 * (low + high));
    (reached(law.cdf(middle)) ? high : low) = middle;
  }
  return high;
}

template <class Law, class Reached>
std::int64_t quantile(const Law& law, Reached reached) {
  if (law.mean() < summed_below) return static_cast<std::int64_t>(summed(law, reached));
  return static_cast<std::int64_t>(corrected(law, reached));
}

}  // namespace

std::int64_t binomial(std::int64_t n, double p, double u) {
  const bool in_range = n >= 0 && n <= largest && p >= 0.0 && p <= 1.0 && u >= 0.0 && u <= 1.0;
  if (!in_range) {
    throw std::invalid_argument("binomial: needs n in [0, 1e10], p in [0, 1], u in [0, 1]");
  }
  if (n == 0 || p == 0.0) return 0;
  if (p == 1.0) return n;
  const double size = n;
  if (p <= 0.5) return quantile(BinomialLaw{size, p}, AtLeast{u});
  // F(k; n, p) >= u exactly where F(n - k - 1; n, 1 - p) <= 1 - u.
  return n - quantile(BinomialLaw{size, 1.0 - p}, Above{1.0 - u});
}

std::int64_t poisson(double mean, double u) {
  if (!(mean >= 0.0 && mean <= largest && u >= 0.0 && u <= 1.0)) {
    throw std::invalid_argument("poisson: needs a mean in [0, 1e10], u in [0, 1]");
  }
  if (mean == 0.0) return 0;
  return quantile(PoissonLaw{mean}, AtLeast{u});
}

void multinomial(std::int64_t n, std::span<const double> probabilities,
                 std::span<const double> uniforms, std::span<std::int64_t> counts) {
  assert(!probabilities.empty() && counts.size() == probabilities.size());
  assert(uniforms.size() + 1 == probabilities.size());
  double rest = 0.0;
  std::size_t last = probabilities.size() - 1;
  for (const double weight : probabilities) rest += weight;
  // The last cell with weight takes what remains, or rounding could fill a cell of weight 0.
  while (last > 0 && rest > 0.0 && probabilities[last] == 0.0) --last;
  std::fill(counts.begin(), counts.end(), 0);
  for (std::size_t cell = 0; cell < last && n > 0; ++cell) {
    const double share = rest > 0.0 ? std::clamp(probabilities[cell] / rest, 0.0, 1.0) : 0.0;
    counts[cell] = binomial(n, share, uniforms[cell]);
    n -= counts[cell];
    rest -= probabilities[cell];
  }
  counts[last] = n;
}

}  // namespace sojourn
