#include "tools/sojourn/score/measures/bands.hpp"

#include <algorithm>
#include <cmath>

namespace sojourn::command {

namespace {

/// What the runs guess for one pair, from the least on.
std::vector<double> sorted_of(const Replicates& runs, Eigen::Index pair) {
  std::vector<double> values;
  for (const Eigen::ArrayXd& run : runs) values.push_back(run(pair));
  std::ranges::sort(values);
  return values;
}

double quantile(const std::vector<double>& sorted, double p) {
  const double at = p * static_cast<double>(sorted.size() - 1);
  const auto below = static_cast<std::size_t>(at);
  const std::size_t above = std::min(below + 1, sorted.size() - 1);
  return sorted[below] + (at - static_cast<double>(below)) * (sorted[above] - sorted[below]);
}

double crps_of(const std::vector<double>& sorted, double known) {
  const auto n = static_cast<double>(sorted.size());
  double off = 0, apart = 0;  // sums of |x - y|, of |x - x'|/2 over all ordered pairs
  for (std::size_t i = 0; i < sorted.size(); ++i) {
    off += std::abs(sorted[i] - known);
    apart += (2 * static_cast<double>(i) + 1 - n) * sorted[i];
  }
  return off / n - apart / (n * n);
}

/// Spreads a weight of 1 evenly over [low, high].
void spread(double low, double high, std::array<double, kPitBins>& bins) {
  for (std::size_t bin = 0; bin < kPitBins; ++bin) {
    const double left = static_cast<double>(bin) / kPitBins;
    const double right = static_cast<double>(bin + 1) / kPitBins;
    bins[bin] += std::max(0.0, std::min(high, right) - std::max(low, left)) / (high - low);
  }
}

}  // namespace

double coverage(const Replicates& runs, const Eigen::ArrayXd& known, double level) {
  double inside = 0;
  for (Eigen::Index pair = 0; pair < known.size(); ++pair) {
    const std::vector<double> sorted = sorted_of(runs, pair);
    const bool within = quantile(sorted, (1 - level) / 2) <= known(pair) &&
                        known(pair) <= quantile(sorted, (1 + level) / 2);
    inside += within ? 1 : 0;
  }
  return inside / static_cast<double>(known.size());
}

double expected_coverage(std::size_t n_runs, double level) {
  const auto n = static_cast<double>(n_runs);
  return level * (n - 1) / (n + 1);
}

double crps(const Replicates& runs, const Eigen::ArrayXd& known) {
  double sum = 0;
  for (Eigen::Index pair = 0; pair < known.size(); ++pair) {
    sum += crps_of(sorted_of(runs, pair), known(pair));
  }
  return sum / static_cast<double>(known.size());
}

std::array<double, kPitBins> pit_histogram(const Replicates& runs, const Eigen::ArrayXd& known) {
  std::array<double, kPitBins> bins{};
  const auto n = static_cast<double>(runs.size() + 1);
  for (Eigen::Index pair = 0; pair < known.size(); ++pair) {
    const std::vector<double> sorted = sorted_of(runs, pair);
    const auto [first, last] = std::ranges::equal_range(sorted, known(pair));
    spread(static_cast<double>(first - sorted.begin()) / n,
           static_cast<double>(last - sorted.begin() + 1) / n, bins);
  }
  for (double& bin : bins) bin /= static_cast<double>(known.size());
  return bins;
}

}  // namespace sojourn::command
