#pragma once

#include "sim/input/settings.hpp"
#include "sim/stages/stages.hpp"

namespace sojourn::models {

/// b_safety*(stability_j - stability_i).
class SafetyTerm final : public PayoffTerm {
 public:
  SafetyTerm(Settings& settings, const World&)
      : b_safety_(settings.real("b_safety", "1", {0, 10}, 1.0,
                                "weight of the difference in stability")) {}

  void add(const Scene& scene, const Viewpoint& who, PayoffRow& row) const override {
    const Eigen::ArrayXd gain =
        scene.conditions.stability - scene.conditions.stability[who.residence];
    row.utility.rowwise() += (b_safety_ * gain).transpose();
  }

 private:
  double b_safety_;
};

}  // namespace sojourn::models
