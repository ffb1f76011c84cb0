#include "models/compacts/fund.hpp"

#include "models/parties/party.hpp"

namespace sojourn::models {

namespace {

bool receives(const CompactStates& states, StateId state) {
  return states.sending[state] < 0.5;
}

/// GDP of those who receive people, each times `weight` [int. $ / year].
double donors_gdp(const Scene& scene, const CompactStates& states, const Eigen::ArrayXd& weight) {
  double sum = 0;
  for (const StateId i : scene.world.states()) {
    if (receives(states, i)) sum += weight[i.value] * gdp_of(scene, i);
  }
  return sum;
}

}  // namespace

void give(const Scene& scene, double fund, double withhold, const Eigen::ArrayXd& in,
          const StateObjective& practice, CompactStates& states) {
  states.offered = fund;
  states.fund = StateArray(Eigen::ArrayXd::Constant(states.size(), fund));
  if (fund <= 0 || in.size() == 0 || in.sum() <= 0) return;
  const double all = donors_gdp(scene, states, Eigen::ArrayXd::Ones(states.size()));
  if (all > 0) states.offered *= donors_gdp(scene, states, in) / all;
  const Eigen::ArrayXd done = practice.rowwise().mean();
  const double usual = (done * in).sum() / in.sum();
  for (const StateId i : scene.world.states()) {
    const bool lags = in[i.value] > 0 && done[i.value] < usual;
    states.fund[i] = states.offered * (lags ? 1 - withhold : 1);
  }
}

StateArray payments(const Scene& scene, double price, const Eigen::ArrayXd& in,
                    const CompactStates& states) {
  StateArray paid = StateArray::Zero(states.size());
  const double donors = in.size() == 0 ? 0 : donors_gdp(scene, states, in);
  if (donors <= 0 || (states.fund <= 0).all()) return paid;
  for (const StateId i : scene.world.states()) {
    if (receives(states, i)) continue;
    paid[i] = in[i.value] * price * states.fund[i] * gdp_of(scene, i);
  }
  const double sum = paid.sum();
  for (const StateId i : scene.world.states()) {
    if (receives(states, i)) paid[i] = -sum * in[i.value] * gdp_of(scene, i) / donors;
  }
  return paid;
}

}  // namespace sojourn::models
