#pragma once

#include "models/shocks/dated_shock.hpp"

namespace sojourn::models {

/// Income falls, unemployment rises (by `okun` of the share), labour demand falls.
class Recession final : public DatedShock<Targets> {
 public:
  Recession(Settings& settings, const World& world)
      : DatedShock(settings, world, "recession", {0.05, {0, 0.9}, "1", "share of income lost"}),
        okun_(settings.real("okun", "1", {0, 10}, 0.5,
                            "by how much unemployment rises, of the share of income lost; half of "
                            "it after Okun")) {}

  void apply(const Scene& scene, Conditions& conditions) const override {
    const double strength = strength_now(scene);
    if (strength == 0) return;
    for (const PlaceId place : targets()) {
      conditions.gdp_per_capita[place] *= 1 - strength;
      conditions.unemployment[place] =
          std::min(1.0, conditions.unemployment[place] + okun_ * strength);
      conditions.labour_demand[place] *= 1 - strength;
    }
  }

 private:
  double okun_;
};

}  // namespace sojourn::models
