#pragma once

#include "sim/stages.hpp"

namespace sojourn {

/// Areas of free movement that the scenario declares, with those who have joined since.
class DeclaredAreas final : public Enact {
 public:
  DeclaredAreas(Settings&, const World&) {}

  void enact(const Scene& scene, Rules& rules) const override {
    for (std::size_t a = 0; a < scene.world.areas.size(); ++a) {
      std::vector<StateId> members = scene.world.areas[a].members;
      for (const auto& [state, area] : scene.conditions.accessions) {
        if (area == a) members.push_back(state);
      }
      open(scene.world, members, rules);
    }
  }

 private:
  static void open(const World& world, const std::vector<StateId>& members, Rules& rules) {
    for (const StateId from : members) {
      for (int j = 0; j < world.n_places(); ++j) {
        const StateId to = world.state_of(PlaceId(j));
        if (to != from && std::ranges::count(members, to) > 0) {
          rules.free_movement(from.value, j) = 1;
        }
      }
    }
  }
};

}  // namespace sojourn
