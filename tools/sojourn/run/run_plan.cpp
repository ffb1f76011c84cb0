#include "tools/sojourn/run/run_plan.hpp"

#include "sim/subworld/subworld.hpp"
#include "tools/sojourn/run/run_request.hpp"
#include "tools/sojourn/study/checked_scenario.hpp"
#include "tools/sojourn/study/regimes.hpp"
#include "tools/sojourn/subworld/cut_scenario.hpp"

namespace sojourn::command {

ScenarioRequest all_of(const RunRequest& request) {
  if (request.regime.empty()) return request.scenario;
  return under(request.scenario, parse_regime(request.regime));
}

RunPlan plan_of(const RunRequest& request, const Catalog& catalog, bool tell) {
  const auto cut = [&](const Node& whole) {
    return tell ? told_cut(whole, catalog) : cut_world(whole, catalog).scenario;
  };
  if (request.regime.empty()) {
    if (!request.regime_from.empty()) {
      throw InputError(Source{"--regime-from"}, "expected --regime FILE as well");
    }
    return {cut(load_scenario(request.scenario)), {}, 0};
  }
  const ScenarioRequest regime = all_of(request);
  const Node history = load_history(request.scenario, catalog);
  const Node after = cut_as(history, load_scenario(regime), catalog);
  if (request.regime_from.empty()) return {after, {}, 0};
  RunPlan plan{cut(history), after, 0};
  plan.from = branch_tick(request.regime_from, check_scenario(plan.scenario, catalog).world,
                          "--regime-from");
  return plan;
}

}  // namespace sojourn::command
