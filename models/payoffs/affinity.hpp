#pragma once

#include "sim/input/settings.hpp"
#include "sim/stages/stages.hpp"

namespace sojourn::models {

/// Learnt corridor constants, 0 where nothing was learnt: by citizenship, and for foreigners by
/// where they live as well.
class AffinityTerm final : public PayoffTerm {
 public:
  AffinityTerm(Settings& settings, const World&)
      : b_affinity_(
            settings.real("b_affinity", "1", {0, 5}, 1.0, "weight of the corridor constant")) {}

  void add(const Scene& scene, const Viewpoint& who, PayoffRow& row) const override {
    row.add_by_place(b_affinity_ * scene.world.affinity.row(who.citizenship.value).transpose());
    const StateId home = scene.world.state_of(who.residence);
    if (home == who.citizenship) return;
    row.add_by_place(b_affinity_ * scene.world.onward_affinity.row(home.value).transpose());
  }

 private:
  double b_affinity_;
};

}  // namespace sojourn::models
