#pragma once

#include "sim/catalog.hpp"
#include "sim/scenario_keys.hpp"

namespace sojourn {

/// The settings of a kind of module, as its constructor introduces them.
ScenarioTable introductions_of(const ModuleType& type);

}  // namespace sojourn
