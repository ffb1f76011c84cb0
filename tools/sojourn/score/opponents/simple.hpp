#pragma once

#include <vector>

#include "tools/sojourn/score/measures/pairs.hpp"

namespace sojourn::command {

/// Means of all periods of the past, one or more.
PairFlows mean_forecast(const std::vector<PairFlows>& past);

/// Flows in proportion to the stock of the origin's people at the destination: the stock at the
/// start of the period that is forecast, times the flows of the last period per head of the stock
/// at its start. Zeros where that stock was nobody.
PairFlows stock_forecast(const PairFlows& last_flows, const PairFlows& last_stock,
                         const PairFlows& stock);

/// weight*persistence + (1 - weight)*model.
struct Mix {
  double weight = 0;
  PairFlows of(const PairFlows& persistence, const PairFlows& model) const;
};

/// The weight, in steps of a hundredth, with the greatest common part with what is known; of
/// equals the greatest, so that a model that adds nothing gets nothing.
Mix best_mix(const PairFlows& persistence, const PairFlows& model, const PairFlows& known,
             const PairMask& counts);

}  // namespace sojourn::command
