#pragma once

#include <iosfwd>

#include "sim/input/scenario.hpp"

namespace sojourn::command {

/// Finds every fault of a scenario; where there is none, tells what its world holds and estimates
/// what a run of it takes, and the conflicts among its overlays.
/// @throws InputError
void print_check(const ScenarioRequest& request, int threads, std::ostream& out);

}  // namespace sojourn::command
