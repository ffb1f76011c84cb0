#pragma once

#include "sim/input/node.hpp"
#include "sim/subworld/partition.hpp"

namespace sojourn {

constexpr double kLongestCorridor = 40000;  // [km]

/// `corridor`: those between kept places. With a rest, by place and mode one out of it: risk, price
/// and enforcement are means over the corridors merged, weighted by the people where they begin; km
/// lead from the rest's people, by the shortest way over it, in the mean. None leads into the rest,
/// for it would be a bridge between countries that lie far apart: who goes there goes openly.
/// And one called "through REST" where the shortest way between two kept places leads over the
/// rest: its km and price are sums, its risk and enforcement those of all its legs together.
Node cut_corridors(const Partition& cut, const Node& resolved);

/// The route of corridors that stand for ways over the rest.
std::string through_rest(const Partition& cut);

}  // namespace sojourn
