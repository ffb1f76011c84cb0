#pragma once

#include <algorithm>
#include <array>
#include <cstddef>

namespace sojourn::models {

/// What one instrument x in [low, high] costs by itself:
/// slope*x + weight*(x - target)^2 + inertia*(x - before)^2 + floor_weight*max(0, floor - x)^2,
/// inertia > 0.
struct OwnCost {
  double low = 0, high = 1;
  double slope = 0;
  double weight = 0, target = 0;
  double inertia = 0, before = 0;
  double floor_weight = 0, floor = 0;

  double operator()(double x) const {
    const auto square = [](double d) { return d * d; };
    return slope * x + weight * square(x - target) + inertia * square(x - before) +
           floor_weight * square(std::max(0.0, floor - x));
  }
  /// Where it is least if every unit of x earns `reward`; reckoned from `before`, so that nothing
  /// moves what nothing pulls.
  double least(double reward) const {
    const double stiff = weight + inertia;
    const double pull = weight * (target - before) + (reward - slope) / 2;
    double x = before + pull / stiff;
    if (x < floor) {
      x = before + (pull + floor_weight * (floor - before)) / (stiff + floor_weight);
    }
    return std::clamp(x, low, high);
  }
};

template <std::size_t n>
using Instruments = std::array<double, n>;

/// What the instruments cost together: weight*max(0, missing - fill.(x - before))^2.
template <std::size_t n>
struct Shortfall {
  double weight = 0;
  double missing = 0;
  Instruments<n> fill{};

  double open(const std::array<OwnCost, n>& own, const Instruments<n>& x) const {
    double left = missing;
    for (std::size_t k = 0; k < n; ++k) left -= fill[k] * (x[k] - own[k].before);
    return std::max(0.0, left);
  }
};

template <std::size_t n>
double cost_of(const std::array<OwnCost, n>& own, const Shortfall<n>& shared,
               const Instruments<n>& x) {
  const double left = shared.open(own, x);
  double sum = shared.weight * left * left;
  for (std::size_t k = 0; k < n; ++k) sum += own[k](x[k]);
  return sum;
}

/// The instruments of least cost. The shortfall ties them together by one number alone, the price q
/// of what is missing: given q each instrument is chosen by itself, and at the optimum
/// q = 2*weight*shortfall. The more q, the less is missing, so there is one such q.
template <std::size_t n>
Instruments<n> least_cost(const std::array<OwnCost, n>& own, const Shortfall<n>& shared) {
  Instruments<n> x{};
  const auto price_after = [&](double q) {
    for (std::size_t k = 0; k < n; ++k) x[k] = own[k].least(q * shared.fill[k]);
    return 2 * shared.weight * shared.open(own, x);
  };
  double low = 0, high = price_after(0);
  for (int i = 0; i < 200 && low < high; ++i) {
    const double middle = low + (high - low) / 2;
    if (middle <= low || middle >= high) break;
    (price_after(middle) > middle ? low : high) = middle;
  }
  price_after(low);
  return x;
}

}  // namespace sojourn::models
