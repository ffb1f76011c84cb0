#pragma once

#include "sim/world/tables/reading.hpp"
#include "sim/world/world.hpp"

namespace sojourn {

/// The format's version and the title.
void read_header(const Reading& reading, World& world);
/// The table `run`: span, seed, size of agents.
void read_run(const Reading& reading, World& world);

}  // namespace sojourn
