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
    const Eigen::ArrayXd gain = scene.world.affinity.row(who.citizenship.value).transpose();
    row.utility.rowwise() += (b_affinity_ * gain).transpose();
    const StateId home = scene.world.state_of(who.residence);
    if (home == who.citizenship) return;
    const Eigen::ArrayXd onward = scene.world.onward_affinity.row(home.value).transpose();
    row.utility.rowwise() += (b_affinity_ * onward).transpose();
  }

 private:
  double b_affinity_;
};

}  // namespace sojourn::models
