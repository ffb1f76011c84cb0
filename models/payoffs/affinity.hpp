#pragma once

#include "sim/input/settings.hpp"
#include "sim/stages/stages.hpp"

namespace sojourn::models {

/// A learnt corridor constant, 0 where nothing was learnt.
class AffinityTerm final : public PayoffTerm {
 public:
  AffinityTerm(Settings& settings, const World&)
      : b_affinity_(
            settings.real("b_affinity", "1", {0, 5}, 1.0, "weight of the corridor constant")) {}

  void add(const Scene& scene, const Viewpoint& who, PayoffRow& row) const override {
    const Eigen::ArrayXd gain = scene.world.affinity.row(who.citizenship.value).transpose();
    row.utility.rowwise() += (b_affinity_ * gain).transpose();
  }

 private:
  double b_affinity_;
};

}  // namespace sojourn::models
