#include "tools/sojourn/study/checked_scenario.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <stdexcept>

#include "sim/stages/late_modules.hpp"
#include "sim/stages/module_builder.hpp"
#include "sim/world/routes/route_solution.hpp"
#include "sim/world/world_reader.hpp"

namespace sojourn::command {

namespace {

/// Where the user wrote `mu`, or else the file.
Source where_mu(const Node& scenario, const std::string& module) {
  const Node* node = &scenario;
  Source where = scenario.where;
  for (const std::string& key : {std::string("modules"), module, std::string("mu")}) {
    node = node->is_table() ? node->find(key) : nullptr;
    if (node == nullptr) break;
    where = node->where;
  }
  return where;
}

/// The spread of tastes for routes may be too wide for next hops to have a law.
void check_routes(const Node& scenario, const CheckedScenario& checked, Diagnostics& diagnostics) {
  for (const auto& cost : checked.modules.of<RouteCost>()) {
    try {
      require_solution(*checked.world.graph, cost->lower_bound(checked.world), cost->mu());
    } catch (const std::domain_error& error) {
      diagnostics.add(where_mu(scenario, cost->name()),
                      fmt::format("modules.{}.mu: {}", cost->name(), error.what()));
    }
  }
}

}  // namespace

CheckedScenario check_scenario(const Node& scenario, const Catalog& catalog) {
  Diagnostics diagnostics;
  CheckedScenario checked;
  checked.world = read_world(scenario, diagnostics, checked.resolved);
  checked.modules = ModuleBuilder(catalog, scenario, checked.world, diagnostics,
                                  checked.resolved.table()["modules"])
                        .build();
  if (diagnostics.empty()) check_routes(scenario, checked, diagnostics);
  diagnostics.throw_if_any();
  checked.modules.bind();  // faults and warnings that other modules decide on
  checked.warnings = checked.world.warnings;
  std::ranges::copy(checked.modules.warnings(), std::back_inserter(checked.warnings));
  std::ranges::copy(
      late_modules(*checked.resolved.find("modules"), checked.world, checked.warnings),
      std::back_inserter(checked.warnings));
  return checked;
}

}  // namespace sojourn::command
