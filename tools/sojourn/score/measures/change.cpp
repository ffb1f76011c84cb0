#include "tools/sojourn/score/measures/change.hpp"

#include <cmath>

#include "sim/base/arithmetic/elementary.hpp"
#include "tools/sojourn/score/measures/closeness.hpp"

namespace sojourn::command {

namespace {

/// The values where `chosen` holds.
Eigen::ArrayXd where(const Eigen::Array<bool, Eigen::Dynamic, 1>& chosen,
                     const Eigen::ArrayXd& values) {
  Eigen::ArrayXd kept(chosen.count());
  Eigen::Index at = 0;
  for (Eigen::Index i = 0; i < values.size(); ++i) {
    if (chosen(i)) kept(at++) = values(i);
  }
  return kept;
}

/// Logs of one pair by date, less their mean.
Eigen::ArrayXd departures_from_mean(const std::vector<Eigen::ArrayXd>& by_date, Eigen::Index pair) {
  Eigen::ArrayXd logs(static_cast<Eigen::Index>(by_date.size()));
  for (std::size_t date = 0; date < by_date.size(); ++date) {
    logs(static_cast<Eigen::Index>(date)) = fixed::log1p(by_date[date](pair));
  }
  return logs - logs.mean();
}

double mean_of_dates(const std::vector<Eigen::ArrayXd>& by_date, Eigen::Index pair) {
  double sum = 0;
  for (const Eigen::ArrayXd& date : by_date) sum += date(pair);
  return sum / static_cast<double>(by_date.size());
}

}  // namespace

double change_correlation(const Eigen::ArrayXd& guess_before, const Eigen::ArrayXd& guess,
                          const Eigen::ArrayXd& known_before, const Eigen::ArrayXd& known,
                          double least) {
  const Eigen::Array<bool, Eigen::Dynamic, 1> counts = known_before >= least && known >= least;
  if ((guess < 0).any() || (guess_before < 0).any()) return std::nan("");
  const Eigen::ArrayXd foreseen = ((1 + guess) / (1 + guess_before)).unaryExpr(&fixed::log);
  const Eigen::ArrayXd happened = ((1 + known) / (1 + known_before)).unaryExpr(&fixed::log);
  return correlation(where(counts, foreseen), where(counts, happened));
}

Eigen::Index n_large(const Eigen::ArrayXd& before, const Eigen::ArrayXd& now, double least) {
  return (before >= least && now >= least).count();
}

double within_r2(const std::vector<Eigen::ArrayXd>& guess, const std::vector<Eigen::ArrayXd>& known,
                 double least) {
  double missed = 0, spread = 0;
  for (Eigen::Index pair = 0; pair < known.front().size(); ++pair) {
    if (mean_of_dates(known, pair) < least) continue;
    const Eigen::ArrayXd y = departures_from_mean(known, pair);
    missed += (y - departures_from_mean(guess, pair)).square().sum();
    spread += y.square().sum();
  }
  return spread > 0 ? 1 - missed / spread : std::nan("");
}

}  // namespace sojourn::command
