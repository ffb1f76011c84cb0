#include "tools/sojourn/subworld/cut_scenario.hpp"

#include <iostream>

#include "sim/subworld/subworld.hpp"

namespace sojourn::command {

Node told_cut(const Node& scenario, const Catalog& catalog) {
  Subworld part = cut_world(scenario, catalog);
  for (const std::string& note : part.notes) std::cerr << "warning: cut: " << note << '\n';
  return std::move(part.scenario);
}

Node cut_as(const Node& base, const Node& scenario, const Catalog& catalog) {
  if (!wants_cut(base)) return cut_world(scenario, catalog).scenario;
  const CutConstants constants = cut_world(base, catalog).constants;
  return cut_world(scenario, catalog, &constants).scenario;
}

}  // namespace sojourn::command
