#pragma once

#include "models/shocks/course.hpp"

namespace sojourn::models {

/// Smuggling gets dearer or cheaper: the price of the corridors is multiplied by 1 + magnitude.
class PriceShock final : public Shock {
 public:
  PriceShock(Settings& settings, const World& world)
      : targets_(settings, world),
        course_(settings, world, 0.5, {-1, 20}, "1", "relative change of the price") {}

  void apply(const Scene& scene, Conditions& conditions) const override {
    const double strength = course_.strength(scene, stream());
    if (strength == 0) return;
    for (const CorridorId c : targets_) conditions.price[c] *= 1 + strength;
  }
  void announce(const Scene& scene, EventLog& log) const override {
    if (course_.begins(scene, stream()))
      log.add("price shock", name() + ": " + targets_.names(scene.world));
  }

 private:
  CorridorTargets targets_;
  Course course_;
};

}  // namespace sojourn::models
