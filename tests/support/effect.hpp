#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <vector>

#include "sim/base/rng.hpp"

namespace sojourn::testing {

/// An effect with its 95% interval.
struct Effect {
  double value = 0, low = 0, high = 0;
};

/// A share of n trials, with Wilson's interval.
inline Effect share(std::size_t count, std::size_t n) {
  const double z = 1.96, trials = static_cast<double>(n);
  const double p = static_cast<double>(count) / trials;
  const double centre = (p + z * z / (2 * trials)) / (1 + z * z / trials);
  const double half =
      z / (1 + z * z / trials) * std::sqrt(p * (1 - p) / trials + z * z / (4 * trials * trials));
  return {p, centre - half, centre + half};
}

/// The median, with the interval that order statistics give (normal approximation of the binomial).
inline Effect median(std::vector<double> values) {
  std::ranges::sort(values);
  const auto n = static_cast<double>(values.size());
  const double half = 0.98 * std::sqrt(n);
  const auto at = [&](double rank) {
    return values[static_cast<std::size_t>(std::clamp(rank, 0.0, n - 1))];
  };
  return {at((n - 1) / 2), at(std::floor(n / 2 - half)), at(std::ceil(n / 2 + half) - 1)};
}

/// The value in the middle; of an even number the mean of the two.
inline double middle_of(std::vector<double> values) {
  std::ranges::sort(values);
  return (values[(values.size() - 1) / 2] + values[values.size() / 2]) / 2;
}

/// Spearman's rank correlation; ties in the order they come.
inline double rank_correlation(const std::vector<double>& x, const std::vector<double>& y) {
  const auto ranks = [](const std::vector<double>& values) {
    std::vector<std::size_t> order(values.size());
    for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
    std::ranges::stable_sort(order, {}, [&](std::size_t i) { return values[i]; });
    std::vector<double> rank(values.size());
    for (std::size_t i = 0; i < order.size(); ++i) rank[order[i]] = static_cast<double>(i);
    return rank;
  };
  const auto rx = ranks(x), ry = ranks(y);
  const double mean = (static_cast<double>(x.size()) - 1) / 2;
  double xy = 0, xx = 0;
  for (std::size_t i = 0; i < rx.size(); ++i) {
    xy += (rx[i] - mean) * (ry[i] - mean);
    xx += (rx[i] - mean) * (rx[i] - mean);
  }
  return xx > 0 ? xy / xx : 0;
}

}  // namespace sojourn::testing
