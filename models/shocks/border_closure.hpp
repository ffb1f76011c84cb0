#pragma once

#include "models/shocks/course.hpp"

namespace sojourn::models {

/// Corridors close: nobody passes while it lasts.
class BorderClosure final : public Shock {
 public:
  BorderClosure(Settings& settings, const World& world)
      : targets_(settings, world),
        course_(settings, world, 1, {1, 1}, "1", "a border is closed or not") {}

  void apply(const Scene& scene, Conditions& conditions) const override {
    const double strength = course_.strength(scene, stream());
    if (strength == 0) return;
    for (const CorridorId c : targets_) conditions.closed[c] = 1;
  }
  void announce(const Scene& scene, EventLog& log) const override {
    if (course_.begins(scene, stream()))
      log.add("border closure", name() + ": " + targets_.names(scene.world));
  }

 private:
  CorridorTargets targets_;
  Course course_;
};

}  // namespace sojourn::models
