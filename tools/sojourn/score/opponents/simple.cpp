#include "tools/sojourn/score/opponents/simple.hpp"

#include "tools/sojourn/score/measures/closeness.hpp"

namespace sojourn::command {

Flows mean_forecast(const std::vector<Flows>& past) {
  Flows sum = Flows::Zero(past.front().rows(), past.front().cols());
  for (const Flows& period : past) sum += period;
  return sum / static_cast<double>(past.size());
}

Flows stock_forecast(const Flows& last_flows, const Flows& last_stock, const Flows& stock) {
  const double people = last_stock.sum();
  return people > 0 ? Flows(stock * (last_flows.sum() / people)) : Flows(0 * stock);
}

Flows Mix::of(const Flows& persistence, const Flows& model) const {
  return weight * persistence + (1 - weight) * model;
}

Mix best_mix(const Flows& persistence, const Flows& model, const Flows& known,
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
