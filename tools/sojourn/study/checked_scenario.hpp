#pragma once

#include "sim/stages/catalog.hpp"
#include "sim/world/world.hpp"

namespace sojourn::command {

/// A scenario as it will run: read and found without fault, before anyone is born.
struct CheckedScenario {
  World world;
  ModuleSet modules;
  Node resolved;  // with every default filled in
  std::vector<std::string> warnings;
};

/// Reads all of a scenario. @throws InputError with every fault of world, modules and routes.
CheckedScenario check_scenario(const Node& scenario, const Catalog& catalog);

}  // namespace sojourn::command
