#pragma once

#include "sim/input/settings.hpp"
#include "sim/stages/stages.hpp"

namespace sojourn::models {

/// -b_cost*cost_ijc/income_i. The cost of a journey over the graph holds its risk as well.
class CostTerm final : public PayoffTerm {
 public:
  CostTerm(Settings& settings, const World&)
      : b_cost_(settings.real("b_cost", "1", {0, 5}, 1.0,
                              "weight of the cost of moving in years of income")) {}

  /// What a year's income weighs [1].
  double weight() const { return b_cost_; }

  void add(const Scene& scene, const Viewpoint& who, PayoffRow& row) const override {
    const double income = std::max(1.0, scene.labour.wage[who.residence]);
    const double* cost = row.cost.data();
    double* utility = row.utility.data();
    for (Eigen::Index i = 0; i < row.cost.size(); ++i) {
      utility[i] -= std::isfinite(cost[i]) ? b_cost_ * cost[i] / income : 0.0;
    }
  }

 private:
  double b_cost_;
};

}  // namespace sojourn::models
