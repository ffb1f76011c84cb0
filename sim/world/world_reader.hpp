#pragma once

#include "sim/input/rows.hpp"
#include "sim/world/world.hpp"

namespace sojourn {

/// Reads the tables `run`, `world`, `country`, `place`, `corridor`, `stock`, `affinity`, `areas`,
/// `unions`, `forums`, `seasons` of a scenario; all faults are noted. `resolved` receives the
/// tables with every default filled in, `introductions` what they may hold.
World read_world(const Node& scenario, Diagnostics& diagnostics, Node& resolved,
                 RowSettings* introductions = nullptr);

}  // namespace sojourn
