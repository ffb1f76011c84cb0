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
    PlaceArray rights = scene.rules.rights;
    if (!scene.rules.rights_of.empty()) {
      for (const PlaceId j : scene.world.place_ids()) {
        if (scene.world.state_of(j) != who.citizenship) {
          rights[j] = rights_for(scene.rules, who.citizenship, j);
        }
      }
    }
    const Eigen::ArrayXd gain = rights - rights[who.residence];
    row.utility.rowwise() += (b_rights_ * gain).transpose();
  }

 private:
  double b_rights_;
};

}  // namespace sojourn::models
