#pragma once

#include "models/shocks/course.hpp"

namespace sojourn::models {

/// Income falls, unemployment rises (by half the share, after Okun), labour demand falls.
class Recession final : public Shock {
 public:
  Recession(Settings& settings, const World& world)
      : targets_(settings, world),
        course_(settings, world, 0.05, {0, 0.9}, "1", "share of income lost") {}

  void apply(const Scene& scene, Conditions& conditions) const override {
    const double strength = course_.strength(scene, stream());
    if (strength == 0) return;
    for (const PlaceId place : targets_) {
      conditions.gdp_per_capita[place] *= 1 - strength;
      conditions.unemployment[place] = std::min(1.0, conditions.unemployment[place] + strength / 2);
      conditions.labour_demand[place] *= 1 - strength;
    }
  }
  std::optional<Event> announce(const Scene& scene) const override {
    if (!course_.begins(scene, stream())) return std::nullopt;
    return Event{scene.tick, "recession", name() + ": " + targets_.names(scene.world)};
  }

 private:
  Targets targets_;
  Course course_;
};

}  // namespace sojourn::models
