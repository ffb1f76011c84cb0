#pragma once

#include <iosfwd>

#include "sim/input/scenario.hpp"

namespace sojourn::command {

class Cli;

/// What `sojourn check` was asked for.
struct CheckRequest {
  ScenarioRequest scenario;
  int threads = 0;  // of the estimate; 0: every core
};

/// Declares `sojourn check`.
void add_check(Cli& cli);

/// Finds every fault of a scenario; where there is none, tells what its world holds and estimates
/// what a run of it takes, and the conflicts among its overlays.
/// @throws InputError
void print_check(const CheckRequest& request, std::ostream& out);

}  // namespace sojourn::command
