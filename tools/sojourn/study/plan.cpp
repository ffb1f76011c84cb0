#include "tools/sojourn/study/plan.hpp"

#include <fmt/format.h>

#include <stdexcept>

#include "sim/world/route_solution.hpp"
#include "sim/world/world_reader.hpp"

namespace sojourn::command {

namespace {

/// Where the user wrote `mu`, or else the file.
Source where_mu(const Node& scenario, const std::string& module) {
  const Node* node = &scenario;
  Source where{scenario.where.file};
  for (const std::string& key : {std::string("modules"), module, std::string("mu")}) {
    node = node->is_table() ? node->find(key) : nullptr;
    if (node == nullptr) break;
    where = node->where;
  }
  return where;
}

/// The spread of tastes for routes may be too wide for next hops to have a law.
void check_routes(const Node& scenario, const Plan& plan, Diagnostics& diagnostics) {
  for (const auto& cost : plan.modules.route_cost) {
    try {
      require_solution(*plan.world.graph, cost->lower_bound(plan.world), cost->mu());
    } catch (const std::domain_error& error) {
      diagnostics.add(where_mu(scenario, cost->name()),
                      fmt::format("modules.{}.mu: {}", cost->name(), error.what()));
    }
  }
}

}  // namespace

Plan make_plan(const Node& scenario, const Catalog& catalog) {
  Diagnostics diagnostics;
  Plan plan;
  plan.world = read_world(scenario, diagnostics, plan.resolved);
  plan.modules = catalog.make(scenario, plan.world, diagnostics, plan.resolved.table()["modules"]);
  if (diagnostics.empty()) check_routes(scenario, plan, diagnostics);
  diagnostics.throw_if_any();
  return plan;
}

}  // namespace sojourn::command
