#pragma once

#include "sim/stages/stages.hpp"

namespace sojourn {

/// @throws InputError where corridors may cost so little that routes have no solution
void require_routes(const World& world, const RouteCost& cost);

}  // namespace sojourn
