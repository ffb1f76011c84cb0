#pragma once

#include "sim/input/settings.hpp"
#include "sim/stages/stages.hpp"

namespace sojourn::models {

/// b_rights*(rights_j - rights_i).
class RightsTerm final : public PayoffTerm {
 public:
  RightsTerm(Settings& settings, const World&)
      : b_rights_(
            settings.real("b_rights", "1", {0, 5}, 0.5, "weight of the difference in rights")) {}

  void add(const Scene& scene, const Viewpoint& who, PayoffRow& row) const override {
    const Eigen::ArrayXd gain = scene.rules.rights - scene.rules.rights[who.residence];
    row.utility.rowwise() += (b_rights_ * gain).transpose();
  }

 private:
  double b_rights_;
};

}  // namespace sojourn::models
