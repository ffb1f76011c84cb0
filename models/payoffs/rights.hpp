#pragma once

#include "sim/input/settings.hpp"
#include "sim/stages/rules_for.hpp"

namespace sojourn::models {

/// b_rights*(rights_j - rights_i).
class RightsTerm final : public PayoffTerm {
 public:
  RightsTerm(Settings& settings, const World&)
      : b_rights_(
            settings.real("b_rights", "1", {0, 5}, 0.5, "weight of the difference in rights")) {}

  void add(const Scene& scene, const Viewpoint& who, PayoffRow& row) const override {
    const PlaceArray& rights =
        scene.rules.rights_of.empty()
            ? scene.rules.rights
            : row.common().by_place(this, Whom::citizens(who.citizenship),
                                    [&] { return rights_of(scene, who.citizenship); });
    row.add_by_place(b_rights_ * (rights - rights[who.residence]));
  }

 private:
  static PlaceArray rights_of(const Scene& scene, StateId citizenship) {
    PlaceArray rights = scene.rules.rights;
    for (const PlaceId j : scene.world.place_ids()) {
      if (scene.world.state_of(j) != citizenship) {
        rights[j] = rights_for(scene.rules, citizenship, j);
      }
    }
    return rights;
  }

  double b_rights_;
};

}  // namespace sojourn::models
