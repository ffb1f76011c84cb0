#pragma once

#include <vector>

#include "sim/stages/stages.hpp"

namespace sojourn {

/// What a first tick says of the moves between parts of a world, expected by the choice model: no
/// chance is in it. Groups number the kept places; those in no group are the rest.
struct Gravity {
  /// Inclusive value ln(sum exp V) of the rest's places, by the group where people live.
  std::vector<double> rest_value;
  /// First choices of contested places a year, by the group chosen [persons]: by people of the
  /// rest, and by all.
  std::vector<double> from_rest, from_all;
  /// Of the way from one group to another [km-equivalents]: row after row.
  std::vector<double> route_cost;
  double reference = 0;  // that prospects are measured against
};

constexpr int kRestGroup = -1;

/// `group` by place. `scene` is after its first tick.
Gravity gravity_of(const Scene& scene, const std::vector<int>& group, int n_groups);

}  // namespace sojourn
