#pragma once

#include "sim/world/tables/reading.hpp"
#include "sim/world/world.hpp"

namespace sojourn {

/// The tables `areas`: between whom people move freely.
void read_areas(const Reading& reading, World& world);
/// The tables `unions`: who bargains as one, and with it the bloc of every state.
void read_unions(const Reading& reading, World& world);
/// The tables `forums`: where states meet.
void read_forums(const Reading& reading, World& world);

}  // namespace sojourn
