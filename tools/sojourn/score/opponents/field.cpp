#include "tools/sojourn/score/opponents/field.hpp"

#include <algorithm>

#include "sim/base/arithmetic/elementary.hpp"
#include "tools/sojourn/score/opponents/gravity.hpp"
#include "tools/sojourn/score/opponents/simple.hpp"

namespace sojourn::command {

namespace {

Eigen::MatrixXd log_of(const PairFlows& flows) {
  return (1 + flows.array()).unaryExpr(&fixed::log);
}

std::vector<PairFlows> flows_of(const std::vector<KnownPeriod>& past) {
  std::vector<PairFlows> all;
  for (const KnownPeriod& period : past) all.push_back(period.flows);
  return all;
}

}  // namespace

void Field::add_gravity(const std::string& name, const std::vector<KnownPeriod>& past,
                        const KnownPeriod& next, bool stock, bool lag, Forecasts& all) const {
  const auto period_of = [&](const KnownPeriod& known, const PairFlows* before) {
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
  const PairFlows& last = past.back().flows;
  const auto found = gravity_forecast(periods, period_of(next, &last), counts_);
  if (found) {
    all.made.push_back({name, *found, last});
  } else {
    all.without_maximum.push_back(name);
  }
}

Forecasts Field::forecasts(const std::vector<KnownPeriod>& past, const KnownPeriod& next) const {
  const PairFlows& last = past.back().flows;
  const bool stocks = next.stock.has_value() && std::ranges::all_of(past, [](const KnownPeriod& p) {
                        return p.stock.has_value();
                      });
  const bool lag = past.size() > 1;
  Forecasts all{{{"persistence", last, last}, {"mean", mean_forecast(flows_of(past)), last}}, {}};
  add_gravity("gravity", past, next, false, false, all);
  if (stocks) add_gravity("gravity, stock", past, next, true, false, all);
  if (lag) add_gravity("gravity, lag", past, next, false, true, all);
  if (stocks && lag) add_gravity("gravity, stock, lag", past, next, true, true, all);
  if (stocks) {
    all.made.push_back({"stock held", stock_forecast(last, *past.back().stock, *next.stock), last});
  }
  return all;
}

}  // namespace sojourn::command
