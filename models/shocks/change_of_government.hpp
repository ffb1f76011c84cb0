#pragma once

#include "models/shocks/course.hpp"

namespace sojourn::models {

/// A government with another view of migrants takes office: openness and rights shift by the
/// magnitude, in its direction.
class ChangeOfGovernment final : public Shock {
 public:
  ChangeOfGovernment(Settings& settings, const World& world)
      : targets_(settings, world),
        course_(settings, world, -0.1, {-1, 1}, "1", "shift of openness and rights") {}

  void apply(const Scene& scene, Conditions& conditions) const override {
    const double strength = course_.strength(scene, stream());
    if (strength == 0) return;
    for (const PlaceId place : targets_) {
      conditions.openness[place] += strength;
      conditions.rights[place] += strength;
    }
  }
  void announce(const Scene& scene, EventLog& log) const override {
    if (course_.begins(scene, stream()))
      log.add("change of government", name() + ": " + targets_.names(scene.world));
  }

 private:
  Targets targets_;
  Course course_;
};

}  // namespace sojourn::models
