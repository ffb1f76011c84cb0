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
    const PlaceArray& stability = scene.conditions.stability;
    row.add_by_place(b_safety_ * (stability - stability[who.residence]));
  }

 private:
  double b_safety_;
};

}  // namespace sojourn::models
