#pragma once

#include <vector>

#include "tools/sojourn/score/measures/pairs.hpp"

namespace sojourn::command {

/// Means of all periods of the past, one or more.
Flows mean_forecast(const std::vector<Flows>& past);

/// Flows in proportion to the stock of the origin's people at the destination: the stock at the
/// start of the period that is forecast, times the flows of the last period per head of the stock
/// at its start. Zeros where that stock was nobody.
Flows stock_forecast(const Flows& last_flows, const Flows& last_stock, const Flows& stock);

/// weight*persistence + (1 - weight)*model.
struct Mix {
  double weight = 0;
  Flows of(const Flows& persistence, const Flows& model) const;
};

/// The weight, in steps of a hundredth, with the greatest common part with what is known; of
/// equals the greatest, so that a model that adds nothing gets nothing.
Mix best_mix(const Flows& persistence, const Flows& model, const Flows& known,
             const PairMask& counts);

}  // namespace sojourn::command
