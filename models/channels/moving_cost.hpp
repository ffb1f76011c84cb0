#pragma once

#include "sim/base/arithmetic/elementary.hpp"
#include "sim/input/settings.hpp"
#include "sim/stages/stages.hpp"

namespace sojourn::models {

/// What it costs to move openly, by distance: from k_near next door to k_far across the world.
/// Reckoned for all pairs of `world` once for the run.
class MovingCost {
 public:
  MovingCost(Settings& settings, const World& world) {
    const double near =
        settings.real("k_near", "int. $", {0, 1e5}, 150, "cost of moving next door");
    const double far =
        settings.real("k_far", "int. $", {0, 1e5}, 3000, "cost of moving across the world");
    const double reach = settings.real("k_reach", "km", {1, 1e5}, 3000,
                                       "distance over which the cost approaches k_far by e");
    cost_ = world.distance_km.unaryExpr(
        [=](double km) { return far - (far - near) * fixed::exp(-km / reach); });
  }

  /// [int. $]
  double operator()(PlaceId from, PlaceId to) const { return cost_(from, to); }

 private:
  PairArray cost_;
};

}  // namespace sojourn::models
