#pragma once

#include "models/shocks/dated_shock.hpp"

namespace sojourn::models {

/// Income and labour demand rise, unemployment falls (by `okun` of the share).
class Boom final : public DatedShock<Targets> {
 public:
  Boom(Settings& settings, const World& world)
      : DatedShock(settings, world, "boom", {0.05, {0, 5}, "1", "share of income gained"}),
        okun_(
            settings.real("okun", "1", {0, 10}, 0.5,
                          "by how much unemployment falls, of the share of income gained; half of "
                          "it after Okun")) {}

  void apply(const Scene& scene, Conditions& conditions) const override {
    const double strength = strength_now(scene);
    if (strength == 0) return;
    for (const PlaceId place : targets()) {
      conditions.gdp_per_capita[place] *= 1 + strength;
      conditions.unemployment[place] =
          std::max(0.0, conditions.unemployment[place] - okun_ * strength);
      conditions.labour_demand[place] *= 1 + strength;
    }
  }

 private:
  double okun_;
};

}  // namespace sojourn::models
