#include "tools/sojourn/compare/sobol_indices.hpp"

#include <algorithm>
#include <cmath>

#include "sim/base/rng.hpp"
#include "tools/sojourn/outcomes/no_value.hpp"
#include "tools/sojourn/study/vary.hpp"

namespace sojourn::command {

namespace {

/// f(A), f(B), f(AB_1), ..., f(AB_k)
using DesignRow = std::span<const double>;

std::vector<DesignRow> whole_rows(std::span<const double> outputs, std::size_t k) {
  std::vector<DesignRow> rows;
  for (std::size_t at = 0; at + k + 2 <= outputs.size(); at += k + 2) {
    const DesignRow row = outputs.subspan(at, k + 2);
    const auto is_nan = [](double value) { return std::isnan(value); };
    if (std::ranges::none_of(row, is_nan)) rows.push_back(row);
  }
  return rows;
}

/// [0..k) first order, [k..2k) total.
struct Shares {
  double mean = 0, variance = 0;
  std::vector<double> shares;
};

Shares estimate_of(const std::vector<DesignRow>& rows, std::size_t k) {
  Shares result{0, 0, std::vector<double>(2 * k, 0)};
  const auto n = static_cast<double>(rows.size());
  for (const DesignRow& row : rows) result.mean += (row[0] + row[1]) / (2 * n);
  for (const DesignRow& row : rows) {
    const double a = row[0] - result.mean, b = row[1] - result.mean;
    result.variance += (a * a + b * b) / (2 * n);
    for (std::size_t i = 0; i < k; ++i) {
      const double step = row[2 + i] - row[0];
      result.shares[i] += b * step / n;
      result.shares[k + i] += step * step / (2 * n);
    }
  }
  constexpr double kRounding = 1e-14;  // deviations of a constant from its mean, relative
  if (std::sqrt(result.variance) <= kRounding * std::abs(result.mean)) result.variance = 0;
  for (double& share : result.shares) {
    share = result.variance > 0 ? share / result.variance : kNoValue;
  }
  return result;
}

/// By linear interpolation between order statistics.
double quantile(std::vector<double>& values, double p) {
  std::ranges::sort(values);
  const double at = p * static_cast<double>(values.size() - 1);
  const auto below = static_cast<std::size_t>(at);
  const std::size_t above = std::min(below + 1, values.size() - 1);
  return values[below] + (at - static_cast<double>(below)) * (values[above] - values[below]);
}

/// Shares of each resample, by share.
std::vector<std::vector<double>> bootstrap(const std::vector<DesignRow>& rows, std::size_t k,
                                           int resamples, std::uint64_t seed) {
  std::vector<std::vector<double>> shares(2 * k);
  std::vector<DesignRow> drawn(rows.size());
  for (int r = 0; r < resamples; ++r) {
    Draws draws(seed, stream_id("sobol indices: bootstrap"), static_cast<std::uint32_t>(r), 0);
    for (DesignRow& row : drawn) {
      row = rows[static_cast<std::size_t>(draws.uniform() * static_cast<double>(rows.size()))];
    }
    const Shares again = estimate_of(drawn, k);
    if (again.variance <= 0) continue;
    for (std::size_t s = 0; s < shares.size(); ++s) shares[s].push_back(again.shares[s]);
  }
  return shares;
}

}  // namespace

std::vector<std::vector<double>> saltelli_design(std::size_t k, std::size_t n) {
  std::vector<std::vector<double>> points;
  for (const auto& both : sobol_points(2 * k, n)) {
    const auto half = both.begin() + static_cast<std::ptrdiff_t>(k);
    const std::vector<double> a(both.begin(), half), b(half, both.end());
    points.push_back(a);
    points.push_back(b);
    for (std::size_t i = 0; i < k; ++i) {
      points.push_back(a);
      points.back()[i] = b[i];
    }
  }
  return points;
}

SobolIndices sobol_indices(std::span<const double> outputs, std::size_t k, int resamples,
                           std::uint64_t seed) {
  const std::vector<DesignRow> rows = whole_rows(outputs, k);
  SobolIndices result{kNoValue, kNoValue,
                      std::vector<VarianceShare>(k, {kNoValue, kNoValue, kNoValue}),
                      std::vector<VarianceShare>(k, {kNoValue, kNoValue, kNoValue}), rows.size()};
  if (rows.size() < 2) return result;
  const Shares all = estimate_of(rows, k);
  result.mean = all.mean;
  result.variance = all.variance;
  if (all.variance <= 0) return result;
  auto resampled = bootstrap(rows, k, resamples, seed);
  for (std::size_t s = 0; s < 2 * k; ++s) {
    VarianceShare& share = s < k ? result.first[s] : result.total[s - k];
    share = {all.shares[s], quantile(resampled[s], 0.025), quantile(resampled[s], 0.975)};
  }
  return result;
}

}  // namespace sojourn::command
