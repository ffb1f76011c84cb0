#pragma once

#include "sim/world/tables/reading.hpp"
#include "sim/world/world.hpp"

namespace sojourn {

// Years that a run may touch.
constexpr int kFirstYear = 1900;
constexpr int kLastYear = 2190;  // the keys of draws hold years of birth so far

/// The format's version and the title.
void read_header(const Reading& reading, World& world);
/// The table `run`: span, seed, size of agents.
void read_run(const Reading& reading, World& world);

}  // namespace sojourn
