#pragma once

#include <string>

#include "models/areas/area_members.hpp"
#include "models/shocks/membership_change.hpp"
#include "sim/stages/catalog.hpp"

namespace sojourn::models {

/// Areas of free movement that the scenario declares, with those who have joined since and without
/// the rights that have been withdrawn.
class DeclaredAreas final : public Enact {
 public:
  DeclaredAreas(Settings&, const World& world) : areas_(world.areas) {}

  void bind(const ModuleSet& modules) override {
    joined_.assign(areas_.size(), 0);
    for (const MembershipChange* change : modules.all<MembershipChange, Shock>()) {
      for (std::size_t a = 0; a < areas_.size(); ++a) {
        if (change->lets_join(a)) joined_[a] = 1;
      }
    }
  }
  std::string warning() const override {
    std::string alone;
    for (std::size_t a = 0; a < areas_.size(); ++a) {
      if (areas_[a].members.size() > 1 || joined_[a] != 0) continue;
      alone += (alone.empty() ? "" : ", ") + areas_[a].name;
    }
    if (alone.empty()) return {};
    return "areas with one member, among whom nobody moves freely: " + alone;
  }
  void enact(const Scene& scene, Rules& rules) const override {
    const World& world = scene.world;
    for (std::size_t a = 0; a < world.areas.size(); ++a) {
      const std::vector<StateId> members = members_of(scene, a);
      for (const StateId from : members) {
        for (const PlaceId j : world.place_ids()) {
          const StateId to = world.state_of(j);
          if (to == from || std::ranges::count(members, to) == 0) continue;
          if (lets_in(scene, a, from, to) && !is_withdrawn(scene, a, from, to))
            rules.free_movement(from, j) = 1;
        }
      }
    }
  }

 private:
  static bool lets_in(const Scene& scene, std::size_t area, StateId from, StateId to) {
    if (std::ranges::count(scene.world.areas[area].members, from) > 0) return true;
    return std::ranges::any_of(scene.conditions.accessions, [&](const Membership& joined) {
      return joined.area == area && joined.state == from &&
             std::ranges::count(joined.closed, to) == 0;
    });
  }

  std::vector<Area> areas_;
  std::vector<char> joined_;  // by area: whether states may join it
};

}  // namespace sojourn::models
