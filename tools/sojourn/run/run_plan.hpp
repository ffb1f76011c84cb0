#pragma once

#include "sim/input/scenario.hpp"
#include "sim/stages/catalog.hpp"

namespace sojourn::command {

struct RunRequest;

/// What runs, and what takes over from it.
struct RunPlan {
  Node scenario;
  Node regime;   // where one begins later
  int from = 0;  // [tick]; 0: none does
};

/// `tell`: whether what a cut leaves out is told. @throws InputError
RunPlan plan_of(const RunRequest& request, const Catalog& catalog, bool tell);

/// The scenario with all that is laid over it at some time. @throws InputError
ScenarioRequest all_of(const RunRequest& request);

}  // namespace sojourn::command
