#pragma once

#include "sim/input/settings.hpp"
#include "sim/stages/stages.hpp"

namespace sojourn::models {

/// -b_unemp*(u_j - u_i) (ODD 7.7; Harris and Todaro 1970).
class UnemploymentTerm final : public PayoffTerm {
 public:
  UnemploymentTerm(Settings& settings, const World&)
      : b_unemp_(settings.real("b_unemp", "1", {0, 20}, 2.0,
                               "weight of the difference in unemployment")) {}

  void add(const Scene& scene, const Viewpoint& who, PayoffRow& row) const override {
    const PlaceArray& unemployment = scene.conditions.unemployment;
    row.add_by_place(b_unemp_ * (unemployment[who.residence] - unemployment));
  }

 private:
  double b_unemp_;
};

}  // namespace sojourn::models
