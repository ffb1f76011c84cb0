#pragma once

#include "models/policies/contradictions/gateway.hpp"
#include "sim/stages/module_set.hpp"

namespace sojourn::models {

/// What border closures with channels keep from whom, each while it lasts; none of those that
/// strike at random. They must be bound.
std::vector<Gateways> closed_ways(const ModuleSet& modules);

}  // namespace sojourn::models
