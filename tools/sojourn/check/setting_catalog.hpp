#pragma once

#include "sim/stages/catalog.hpp"
#include "sim/world/scenario_tables.hpp"

namespace sojourn::command {

/// The settings of a kind of module, as its constructor introduces them.
ScenarioTable settings_of(const ModuleType& type);

}  // namespace sojourn::command
