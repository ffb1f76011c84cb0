#pragma once

#include "models/shocks/course.hpp"

namespace sojourn::models {

/// Income falls, unemployment rises (by `okun` of the share), labour demand falls.
class Recession final : public Shock {
 public:
  Recession(Settings& settings, const World& world)
      : targets_(settings, world),
        course_(settings, world, 0.05, {0, 0.9}, "1", "share of income lost"),
        okun_(settings.real("okun", "1", {0, 10}, 0.5,
                            "by how much unemployment rises, of the share of income lost; half of "
                            "it after Okun")) {}

  void apply(const Scene& scene, Conditions& conditions) const override {
    const double strength = course_.strength(scene, stream());
    if (strength == 0) return;
    for (const PlaceId place : targets_) {
      conditions.gdp_per_capita[place] *= 1 - strength;
      conditions.unemployment[place] =
          std::min(1.0, conditions.unemployment[place] + okun_ * strength);
      conditions.labour_demand[place] *= 1 - strength;
    }
  }
  void announce(const Scene& scene, EventLog& log) const override {
    if (course_.begins(scene, stream()))
      log.add("recession", name() + ": " + targets_.names(scene.world));
  }

 private:
  Targets targets_;
  Course course_;
  double okun_;
};

}  // namespace sojourn::models
