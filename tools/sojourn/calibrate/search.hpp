#pragma once

#include <functional>
#include <vector>

namespace sojourn::command {

/// A point of the unit cube: a coordinate for each setting, 0 at the low end of its range.
using UnitPoint = std::vector<double>;
/// Distances of points from the targets; as many at once as are given.
using Distances = std::function<std::vector<double>(const std::vector<UnitPoint>&)>;

struct FoundPoint {
  UnitPoint at;
  double distance = 0;
};

/// The point of least distance that is found in `evaluations`: half of them divide the whole cube
/// (DIRECT-L: Gablonsky, Kelley 2001, DOI 10.1023/A:1017930332101), the others search near the best
/// of these (Subplex: Rowan 1990), both as in NLopt.
/// What `distances` throws ends the search and is thrown.
FoundPoint search(const Distances& distances, std::size_t dimensions, int evaluations);

/// From `start`, with coordinate `held` as it is there.
FoundPoint search_beside(const Distances& distances, const UnitPoint& start, std::size_t held,
                         int evaluations);

}  // namespace sojourn::command
