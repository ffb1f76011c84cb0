#pragma once

#include "models/shocks/dated_shock.hpp"

namespace sojourn::models {

/// Control of corridors gets looser or stricter: the probability of interception is multiplied by
/// 1 + magnitude, at most 1.
class EnforcementShock final : public DatedShock<CorridorTargets> {
 public:
  EnforcementShock(Settings& settings, const World& world)
      : DatedShock(settings, world, "enforcement",
                   {-0.5, {-1, 100}, "1", "relative change of enforcement"}) {}

  void apply(const Scene& scene, Conditions& conditions) const override {
    const double strength = strength_now(scene);
    if (strength == 0) return;
    for (const CorridorId c : targets()) {
      conditions.enforcement[c] = std::min(1.0, conditions.enforcement[c] * (1 + strength));
    }
  }
};

}  // namespace sojourn::models
