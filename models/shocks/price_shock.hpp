#pragma once

#include "models/shocks/dated_shock.hpp"

namespace sojourn::models {

/// Smuggling gets dearer or cheaper: the price of the corridors is multiplied by 1 + magnitude.
class PriceShock final : public DatedShock<CorridorTargets> {
 public:
  PriceShock(Settings& settings, const World& world)
      : DatedShock(settings, world, "price shock",
                   {0.5, {-1, 20}, "1", "relative change of the price"}) {}

  void apply(const Scene& scene, Conditions& conditions) const override {
    const double strength = strength_now(scene);
    if (strength == 0) return;
    for (const CorridorId c : targets()) conditions.price[c] *= 1 + strength;
  }
};

}  // namespace sojourn::models
