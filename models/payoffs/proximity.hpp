#pragma once

#include "sim/input/settings.hpp"
#include "sim/stages/stages.hpp"

namespace sojourn::models {

/// b_proximity*proximity_oj: distance, language and colonial ties of the citizenship.
class ProximityTerm final : public PayoffTerm {
 public:
  ProximityTerm(Settings& settings, const World&)
      : b_proximity_(settings.real("b_proximity", "1", {0, 10}, 3.0, "weight of proximity")) {}

  void add(const Scene& scene, const Viewpoint& who, PayoffRow& row) const override {
    row.add_by_place(b_proximity_ * scene.world.proximity.row(who.citizenship.value).transpose());
  }

 private:
  double b_proximity_;
};

}  // namespace sojourn::models
