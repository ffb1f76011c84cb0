#pragma once

#include "sim/base/grid.hpp"

namespace sojourn {

/// Expected arrivals by channel and destination [persons / year].
using Arrivals = Grid<double, ChannelId, PlaceId>;

}  // namespace sojourn
