#pragma once

#include "sim/base/arithmetic/elementary.hpp"
#include "sim/input/settings.hpp"
#include "sim/stages/stages.hpp"

namespace sojourn::models {

/// What it costs to move openly, by distance: from k_near next door to k_far across the world.
class MovingCost {
 public:
  explicit MovingCost(Settings& settings)
      : near_(settings.real("k_near", "int. $", {0, 1e5}, 150, "cost of moving next door")),
        far_(settings.real("k_far", "int. $", {0, 1e5}, 3000, "cost of moving across the world")),
        reach_(settings.real("k_reach", "km", {1, 1e5}, 3000,
                             "distance over which the cost approaches k_far by e")) {}

  double operator()(const World& world, PlaceId from, PlaceId to) const {
    const double km = world.distance_km(from, to);
    return far_ - (far_ - near_) * fixed::exp(-km / reach_);
  }

 private:
  double near_, far_, reach_;
};

}  // namespace sojourn::models
