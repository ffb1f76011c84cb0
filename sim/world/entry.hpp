#pragma once

#include "sim/base/grid.hpp"
#include "sim/world/world.hpp"

namespace sojourn {

/// What World::visas say of a tick: the latest row that does not begin after it; a visa is required
/// where there is none.
Grid<Entry, StateId, PlaceId> entry_at(const World& world, int tick);

}  // namespace sojourn
