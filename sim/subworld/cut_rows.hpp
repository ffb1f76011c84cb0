#pragma once

#include "sim/input/node.hpp"
#include "sim/subworld/partition.hpp"

namespace sojourn {

// Rows of the part's tables, from those of the whole world with their defaults (`resolved`).

/// `country`: the kept ones, and the rest: its people, and their mean of every attribute.
Node cut_countries(const Partition& cut, const Node& resolved);
/// `place`: those within kept countries.
Node cut_places(const Partition& cut, const Node& resolved);
/// `pair`: of kept places as they were told; between each and the rest the mean over its people.
Node cut_pairs(const Partition& cut, const Node& resolved);
/// `visa`: between kept countries; of the rest nothing is known, so its people need one.
Node cut_visas(const Partition& cut, const Node& resolved);
/// `stock`: with the rest's people counted as its own. Who lives within the rest is a resident.
Node cut_stocks(const Partition& cut);
/// `irregular`: those of them who live there without papers, though they came as the others did.
Node cut_irregular(const Partition& cut);
/// `affinity`: as pairs.
Node cut_affinities(const Partition& cut);
/// `history`: of kept countries and places; of the rest the mean over its people on every date on
/// which one of its places has a value, of deaths in conflict the sum.
Node cut_history(const Partition& cut, const Node& resolved);

}  // namespace sojourn
