#pragma once

#include "sim/input/settings.hpp"
#include "sim/world/world.hpp"

namespace sojourn {

/// `only` and `rest` of the table `world`: which part of the world is wanted, yet to be cut.
void read_cut(Settings& settings, World& world);

}  // namespace sojourn
