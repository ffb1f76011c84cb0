#include "tools/sojourn/score/opponents/gravity.hpp"

#include <cmath>

#include "sim/base/arithmetic/elementary.hpp"
#include "tools/sojourn/score/opponents/poisson.hpp"

namespace sojourn::command {

namespace {

constexpr double kPenalty = 1;

using Triplets = std::vector<Eigen::Triplet<double>>;

/// The columns: effects of periods, of origins, of destinations, then regressors.
class DesignLayout {
 public:
  DesignLayout(std::size_t n_periods, Eigen::Index n_countries, std::size_t n_regressors)
      : n_periods_(static_cast<Eigen::Index>(n_periods)),
        n_countries_(n_countries),
        n_regressors_(static_cast<Eigen::Index>(n_regressors)) {}

  Eigen::Index origin(Eigen::Index i) const { return n_periods_ + i; }
  Eigen::Index destination(Eigen::Index j) const { return n_periods_ + n_countries_ + j; }
  Eigen::Index regressor(std::size_t k) const {
    return n_periods_ + 2 * n_countries_ + static_cast<Eigen::Index>(k);
  }
  Eigen::Index size() const { return n_periods_ + 2 * n_countries_ + n_regressors_; }
  Eigen::VectorXd penalty() const {
    Eigen::VectorXd all = Eigen::VectorXd::Constant(size(), kPenalty);
    all.head(n_periods_).setZero();
    return all;
  }

 private:
  Eigen::Index n_periods_, n_countries_, n_regressors_;
};

/// Mean and spread of one regressor over the past.
struct Scale {
  double mean = 0, spread = 1;
  double operator()(double value) const { return (value - mean) / spread; }
};

Scale scale_of(const std::vector<GravityPeriod>& past, std::size_t k, const PairMask& counts) {
  double n = 0, sum = 0, squares = 0;
  for (const GravityPeriod& period : past) {
    const Eigen::ArrayXd values = pairs_of(period.regressors[k], counts);
    n += static_cast<double>(values.size());
    sum += values.sum();
    squares += values.square().sum();
  }
  const double mean = sum / n, variance = squares / n - mean * mean;
  return {mean, variance > 1e-12 ? std::sqrt(variance) : 1.0};
}

/// Writes the rows of one period's pairs, from row `first` on.
void add_rows(const GravityPeriod& period, Eigen::Index number, Eigen::Index first,
              const PairMask& counts, const DesignLayout& layout, const std::vector<Scale>& scales,
              Triplets& entries) {
  Eigen::Index row = first;
  for (Eigen::Index i = 0; i < counts.rows(); ++i) {
    for (Eigen::Index j = 0; j < counts.cols(); ++j) {
      if (!(counts(i, j) > 0)) continue;
      entries.emplace_back(row, number, 1.0);
      entries.emplace_back(row, layout.origin(i), 1.0);
      entries.emplace_back(row, layout.destination(j), 1.0);
      for (std::size_t k = 0; k < scales.size(); ++k) {
        entries.emplace_back(row, layout.regressor(k), scales[k](period.regressors[k](i, j)));
      }
      ++row;
    }
  }
}

Design design_of(const Triplets& entries, Eigen::Index n_rows, Eigen::Index n_columns) {
  Design design(n_rows, n_columns);
  design.setFromTriplets(entries.begin(), entries.end());
  return design;
}

/// Values of pairs put back into a table.
PairFlows table_of(const Eigen::ArrayXd& values, const PairMask& counts) {
  PairFlows table = PairFlows::Zero(counts.rows(), counts.cols());
  Eigen::Index at = 0;
  for (Eigen::Index i = 0; i < counts.rows(); ++i) {
    for (Eigen::Index j = 0; j < counts.cols(); ++j) {
      if (counts(i, j) > 0) table(i, j) = values(at++);
    }
  }
  return table;
}

}  // namespace

std::optional<PairFlows> gravity_forecast(const std::vector<GravityPeriod>& past,
                                          const GravityPeriod& next, const PairMask& counts) {
  const DesignLayout layout(past.size(), counts.rows(), next.regressors.size());
  std::vector<Scale> scales;
  for (std::size_t k = 0; k < next.regressors.size(); ++k) {
    scales.push_back(scale_of(past, k, counts));
  }
  const auto n_pairs = static_cast<Eigen::Index>(counts.sum());
  const auto n_periods = static_cast<Eigen::Index>(past.size());
  Triplets entries;
  Eigen::VectorXd y(n_pairs * n_periods), start = Eigen::VectorXd::Zero(layout.size());
  for (Eigen::Index t = 0; t < n_periods; ++t) {
    const GravityPeriod& period = past[static_cast<std::size_t>(t)];
    add_rows(period, t, t * n_pairs, counts, layout, scales, entries);
    y.segment(t * n_pairs, n_pairs) = pairs_of(period.flows, counts).matrix();
    start(t) = fixed::log(y.segment(t * n_pairs, n_pairs).mean());
  }
  const Design x = design_of(entries, n_pairs * n_periods, layout.size());
  const PoissonFit fit = fit_poisson(x, y, layout.penalty(), start);
  if (!fit.converged) return std::nullopt;
  Triplets ahead;
  add_rows(next, n_periods - 1, 0, counts, layout, scales, ahead);
  const Eigen::VectorXd eta = design_of(ahead, n_pairs, layout.size()) * fit.beta;
  return table_of(eta.array().unaryExpr(&fixed::exp), counts);
}

}  // namespace sojourn::command
