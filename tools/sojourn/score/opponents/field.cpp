#include "tools/sojourn/score/opponents/field.hpp"

#include <algorithm>

#include "tools/sojourn/score/opponents/gravity.hpp"
#include "tools/sojourn/score/opponents/simple.hpp"

namespace sojourn::command {

namespace {

Eigen::MatrixXd log_of(const Flows& flows) {
  return (1 + flows.array()).log();
}

std::vector<Flows> flows_of(const std::vector<KnownPeriod>& past) {
  std::vector<Flows> all;
  for (const KnownPeriod& period : past) all.push_back(period.flows);
  return all;
}

}  // namespace

Forecast Field::gravity(const std::string& name, const std::vector<KnownPeriod>& past,
                        const KnownPeriod& next, bool stock, bool lag) const {
  const auto period_of = [&](const KnownPeriod& known, const Flows* before) {
    GravityPeriod period{known.flows, facts_};
    if (stock) {
      period.regressors.push_back(log_of(*known.stock));
      period.regressors.push_back(log_of(known.stock->transpose()));
    }
    if (lag) period.regressors.push_back(log_of(*before));
    return period;
  };
  std::vector<GravityPeriod> periods;
  for (std::size_t t = lag ? 1 : 0; t < past.size(); ++t) {
    periods.push_back(period_of(past[t], lag ? &past[t - 1].flows : nullptr));
  }
  return {name, gravity_forecast(periods, period_of(next, &past.back().flows), counts_),
          past.back().flows};
}

std::vector<Forecast> Field::forecasts(const std::vector<KnownPeriod>& past,
                                       const KnownPeriod& next) const {
  const Flows& last = past.back().flows;
  const bool stocks = next.stock.has_value() && std::ranges::all_of(past, [](const KnownPeriod& p) {
                        return p.stock.has_value();
                      });
  std::vector<Forecast> all{{"persistence", last, last},
                            {"mean", mean_forecast(flows_of(past)), last},
                            gravity("gravity", past, next, false, false)};
  if (stocks) all.push_back(gravity("gravity, stock", past, next, true, false));
  if (past.size() > 1) all.push_back(gravity("gravity, lag", past, next, false, true));
  if (stocks && past.size() > 1) {
    all.push_back(gravity("gravity, stock, lag", past, next, true, true));
  }
  if (stocks) {
    all.push_back({"stock held", stock_forecast(last, *past.back().stock, *next.stock), last});
  }
  return all;
}

}  // namespace sojourn::command
