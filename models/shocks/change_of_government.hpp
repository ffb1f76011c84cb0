#pragma once

#include "models/shocks/dated_shock.hpp"

namespace sojourn::models {

/// A government with another view of migrants takes office: openness and rights shift by the
/// magnitude, in its direction.
class ChangeOfGovernment final : public DatedShock<Targets> {
 public:
  ChangeOfGovernment(Settings& settings, const World& world)
      : DatedShock(settings, world, "change of government",
                   {-0.1, {-1, 1}, "1", "shift of openness and rights"}) {}

  void apply(const Scene& scene, Conditions& conditions) const override {
    const double strength = strength_now(scene);
    if (strength == 0) return;
    for (const PlaceId place : targets()) {
      conditions.openness[place] += strength;
      conditions.rights[place] += strength;
    }
  }
};

}  // namespace sojourn::models
