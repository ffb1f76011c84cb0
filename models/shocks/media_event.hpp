#pragma once

#include "models/shocks/dated_shock.hpp"

namespace sojourn::models {

/// Attention that weighs on sentiment (positive: against migrants).
class MediaEvent final : public DatedShock<Targets> {
 public:
  MediaEvent(Settings& settings, const World& world)
      : DatedShock(settings, world, "media event",
                   {0.5, {-10, 10}, "1 / month", "what sentiment rises by each month"}) {}

  void apply(const Scene& scene, Conditions& conditions) const override {
    const double strength = strength_now(scene);
    if (strength == 0) return;
    for (const PlaceId place : targets()) {
      conditions.media[place] += strength;
    }
  }
};

}  // namespace sojourn::models
