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

  /// Reckons the costs of all pairs of `world`, and of no other, once for the run.
  MovingCost(Settings& settings, const World& world) : MovingCost(settings) {
    known_ = world.distance_km.unaryExpr([&](double km) { return over(km); });
  }

  double operator()(const World& world, PlaceId from, PlaceId to) const {
    return known_.size() > 0 ? known_(from, to) : over(world.distance_km(from, to));
  }

 private:
  double over(double km) const { return far_ - (far_ - near_) * fixed::exp(-km / reach_); }

  double near_, far_, reach_;
  PairArray known_;  // [int. $]
};

}  // namespace sojourn::models
