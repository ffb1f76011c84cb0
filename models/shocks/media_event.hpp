#pragma once

#include "models/shocks/course.hpp"

namespace sojourn::models {

/// Attention that weighs on sentiment (positive: against migrants).
class MediaEvent final : public Shock {
 public:
  MediaEvent(Settings& settings, const World& world)
      : targets_(settings, world),
        course_(settings, world, 0.5, {-10, 10}, "1 / month",
                "what sentiment rises by each month") {}

  void apply(const Scene& scene, Conditions& conditions) const override {
    const double strength = course_.strength(scene, stream());
    if (strength == 0) return;
    for (const PlaceId place : targets_) {
      conditions.media[place] += strength;
    }
  }
  void announce(const Scene& scene, EventLog& log) const override {
    if (course_.begins(scene, stream()))
      log.add("media event", name() + ": " + targets_.names(scene.world));
  }

 private:
  Targets targets_;
  Course course_;
};

}  // namespace sojourn::models
