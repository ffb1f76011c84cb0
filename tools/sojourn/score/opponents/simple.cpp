#include "tools/sojourn/score/opponents/simple.hpp"

#include "tools/sojourn/score/measures/closeness.hpp"

namespace sojourn::command {

PairFlows mean_forecast(const std::vector<PairFlows>& past) {
  PairFlows sum = PairFlows::Zero(past.front().rows(), past.front().cols());
  for (const PairFlows& period : past) sum += period;
  return sum / static_cast<double>(past.size());
}

PairFlows stock_forecast(const PairFlows& last_flows, const PairFlows& last_stock,
                         const PairFlows& stock) {
  const double people = last_stock.sum();
  return people > 0 ? PairFlows(stock * (last_flows.sum() / people)) : PairFlows(0 * stock);
}

PairFlows Mix::of(const PairFlows& persistence, const PairFlows& model) const {
  return weight * persistence + (1 - weight) * model;
}

Mix best_mix(const PairFlows& persistence, const PairFlows& model, const PairFlows& known,
             const PairMask& counts) {
  constexpr int kSteps = 100;
  const Eigen::ArrayXd truth = pairs_of(known, counts);
  Mix best;
  double highest = -1;
  for (int step = 0; step <= kSteps; ++step) {
    const Mix mix{static_cast<double>(step) / kSteps};
    const double value = common_part(pairs_of(mix.of(persistence, model), counts), truth);
    if (value < highest) continue;
    highest = value;
    best = mix;
  }
  return best;
}

}  // namespace sojourn::command
