#pragma once

#include <string>

#include "models/home_front/yearly_policy.hpp"

namespace sojourn::models {

/// The problem of one state that minimises
/// p_w*(1 + sentiment)*(regular + 1.6*irregular)/pop + c_r*(r - r*)^2
///   + c_law*rule_of_law*max(0, r_norm - r)^2 + c_enf*e^2 + c_adj*|change|^2
///   + beta*k_shortage*shortage_5yr^2 (ODD 7.5).
PolicyProblem unilateral_problem(const PolicyWeights& weights, const PolicyFacts& facts,
                                 const Sides& sides);
PolicyChoice best_policy(const PolicyWeights& weights, const PolicyFacts& facts);

/// States that weigh every arrival, whatever they were used to: openness has no point of rest of
/// its own. Inflows respond by the mean field of the choice model (InflowResponse). What placements
/// by an agency give is weighed apart (models/agency).
class UnilateralPolicy final : public YearlyPolicy {
 public:
  UnilateralPolicy(Settings& settings, const World& world);
  void state(Archive& archive) override;

 private:
  Decision decide(const Scene& now, StateId state, PolicyFacts facts) override;
  void experience(const Scene& scene) override;
  std::string reason(const PolicyFacts& facts, Side side) const;

  double rights_wanted_;
  PlaceArray rights_at_start_;  // what each state seems to want; empty before the first tick
};

}  // namespace sojourn::models
