#pragma once

#include "sim/input/node.hpp"
#include "sim/subworld/partition.hpp"

namespace sojourn {

constexpr double kLongestCorridor = 40000;  // [km]

/// Keeps corridors between kept places. Merges those from the rest, by place and mode; risk, price
/// and enforcement are means weighted by people at their start, km the mean shortest way from the
/// rest's people. None leads into the rest: it would bridge countries that lie far apart, so people
/// go there openly.
/// Adds one, called "through REST", where the shortest way between kept places crosses the rest:
/// its km and price are sums, its risk and enforcement those of all its legs together.
Node cut_corridors(const Partition& cut, const Node& resolved);

/// The route of corridors that stand for ways over the rest.
std::string through_rest(const Partition& cut);

}  // namespace sojourn
