#pragma once

#include "models/shocks/course.hpp"

namespace sojourn {

/// States join an area of free movement that the scenario declares.
class Accession final : public Shock {
 public:
  Accession(Settings& settings, const World& world)
      : targets_(settings, world), course_(settings, world, 1, {1, 1}, "1", "a state is a member or not"),
        area_(index_of(settings, world)) {}

  void apply(const Scene& scene, Conditions& conditions) const override {
    const double strength = course_.strength(scene, stream());
    if (strength == 0) return;
    for (const PlaceId place : targets_) {
      conditions.accessions.emplace_back(scene.world.state_of(place), area_);
    }
  }
  std::optional<Event> announce(const Scene& scene) const override {
    if (!course_.begins(scene, stream())) return std::nullopt;
    return Event{scene.tick, "accession", name() + ": " + targets_.names(scene.world)};
  }

 private:
  Targets targets_;
  Course course_;
  std::size_t area_;

  static std::size_t index_of(Settings& settings, const World& world) {
    const std::string wanted = settings.required_text("area", "name of the area they join");
    std::vector<std::string> known;
    for (std::size_t a = 0; a < world.areas.size(); ++a) {
      if (world.areas[a].name == wanted) return a;
      known.push_back(world.areas[a].name);
    }
    settings.fault("area", "unknown area \"" + wanted + "\"" + nearest_hint(wanted, known));
    return 0;
  }
};

}  // namespace sojourn
