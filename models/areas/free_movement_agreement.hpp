#pragma once

#include <algorithm>

#include "sim/base/archive.hpp"
#include "sim/stages/stages.hpp"

namespace sojourn::models {

/// Lets the citizens of each of `members` settle in all others.
inline void open_borders_among(const World& world, const std::vector<StateId>& members,
                               Rules& rules) {
  for (const PlaceId j : world.place_ids()) {
    const StateId to = world.state_of(j);
    if (std::ranges::count(members, to) == 0) continue;
    for (const StateId from : members) {
      if (from != to) rules.free_movement(from, j) = 1;
    }
  }
}

/// Free movement that states have agreed on, among those in which it is in force.
class FreeMovementAgreement final : public Agreement, public Stateful {
 public:
  FreeMovementAgreement() = default;  // to be loaded
  explicit FreeMovementAgreement(std::vector<StateId> members) : members_(std::move(members)) {}

  const std::vector<StateId>& members() const { return members_; }
  void enact(const Scene& scene, Rules& rules) const override {
    open_borders_among(scene.world, members_, rules);
  }
  void state(Archive& archive) override { archive(members_); }

 private:
  std::vector<StateId> members_;
};

}  // namespace sojourn::models
