#pragma once

#include <optional>
#include <vector>

#include "tools/sojourn/score/measures/pairs.hpp"

namespace sojourn::command {

/// What gravity knows of one period: its flows, and by pair the regressors, each [origin,
/// destination].
struct GravityPeriod {
  PairFlows flows;  // of the period that is forecast: not read
  std::vector<Eigen::MatrixXd> regressors;
};

/// Forecast of the flows of `next` by gravity: a penalised Poisson regression of all periods of
/// `past` together on effects of origin, of destination, of the period, and on the regressors; the
/// period that is forecast has the effect of the last. Regressors are scaled to a spread of one,
/// and each effect and coefficient has a penalty of one.
/// @return nothing: the regression found no maximum
/// @param past one period or more with someone moving; as many regressors as `next`
std::optional<PairFlows> gravity_forecast(const std::vector<GravityPeriod>& past,
                                          const GravityPeriod& next, const PairMask& counts);

}  // namespace sojourn::command
