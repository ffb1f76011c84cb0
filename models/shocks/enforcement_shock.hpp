#pragma once

#include "models/shocks/course.hpp"

namespace sojourn::models {

/// Control of corridors gets looser or stricter: the probability of interception is multiplied by
/// 1 + magnitude, at most 1.
class EnforcementShock final : public Shock {
 public:
  EnforcementShock(Settings& settings, const World& world)
      : targets_(settings, world),
        course_(settings, world, -0.5, {-1, 100}, "1", "relative change of enforcement") {}

  void apply(const Scene& scene, Conditions& conditions) const override {
    const double strength = course_.strength(scene, stream());
    if (strength == 0) return;
    for (const CorridorId c : targets_) {
      conditions.enforcement[c] = std::min(1.0, conditions.enforcement[c] * (1 + strength));
    }
  }
  void announce(const Scene& scene, EventLog& log) const override {
    if (course_.begins(scene, stream()))
      log.add("enforcement", name() + ": " + targets_.names(scene.world));
  }

 private:
  CorridorTargets targets_;
  Course course_;
};

}  // namespace sojourn::models
