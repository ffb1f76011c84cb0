#include "models/home_front/unilateral_policy.hpp"

#include <fmt/format.h>

#include "sim/base/archive.hpp"

namespace sojourn::models {

PolicyProblem unilateral_problem(const PolicyWeights& w, const PolicyFacts& f, const Sides& sides) {
  PolicyProblem problem(w, f, sides);
  const double burden = w.p_w * (1 + f.sentiment) / f.people;
  for (std::size_t k = 0; k < kLevers; ++k) {
    const InflowSlopes& slopes = f.inflow.on(sides[k]);
    problem.own[k].slope = burden * (slopes.regular[k] + w.irregular_weight * slopes.irregular[k]);
  }
  problem.own[kRightsLever].weight = w.c_r;
  problem.own[kRightsLever].target = f.rights_wanted;
  problem.own[kEffortLever].weight = w.c_enf;
  if (f.demand > 0) {
    problem.shortage.missing = (f.demand - f.supply) / f.demand -
                               filled_by_one_a_year(w, f) * (f.inflow.regular - f.inflow.arrived);
  }
  return problem;
}

PolicyChoice best_policy(const PolicyWeights& weights, const PolicyFacts& facts) {
  return best_of_sides(
      [&](const Sides& sides) { return unilateral_problem(weights, facts, sides); });
}

UnilateralPolicy::UnilateralPolicy(Settings& s, const World& world)
    : YearlyPolicy(s, world),
      rights_wanted_(s.real("r_star", "1", {0, 1, -1}, -1,
                            "rights that states want; -1: each those of its start")) {}

/// A policy that holds the rights of the start tells what its government wants.
void UnilateralPolicy::experience(const Scene& scene) {
  if (rights_at_start_.size() > 0) return;
  rights_at_start_ = scene.conditions.held_rights.over(scene.world.baseline.rights);
}

UnilateralPolicy::Decision UnilateralPolicy::decide(const Scene& /*now*/, StateId state,
                                                    PolicyFacts facts) {
  facts.rights_wanted = rights_wanted_ < 0 ? rights_at_start_[state] : rights_wanted_;
  const PolicyChoice choice = best_policy(weights(), facts);
  return {choice, {reason(facts, choice.sides[kOpennessLever]), ""}};
}

/// The addend that weighs most towards the change.
std::string UnilateralPolicy::reason(const PolicyFacts& f, Side side) const {
  const PolicyProblem problem = unilateral_problem(weights(), f, {side, side, side});
  const InflowSlopes& slopes = f.inflow.on(side);
  const double way = side == Side::kUp ? 1 : -1;
  const double burden = -way * weights().p_w * (1 + f.sentiment) / f.people;
  const double missing = std::max(0.0, problem.shortage.missing);
  const double regular = burden * slopes.regular[kOpennessLever];
  const double irregular = burden * weights().irregular_weight * slopes.irregular[kOpennessLever];
  const double shortage =
      way * 2 * problem.shortage.weight * missing * problem.shortage.fill[kOpennessLever];
  if (shortage >= regular && shortage >= irregular) {
    return fmt::format("labour shortage of {:.1f}% ahead", 100 * missing);
  }
  const bool by_regular = regular >= irregular;
  const auto which = by_regular ? "regular" : "irregular";
  if (side == Side::kUp) return fmt::format("it expects less {} inflow of it", which);
  return fmt::format("{} inflow of {:.2f}% of its people a year, sentiment {:.2f}", which,
                     100 * (by_regular ? f.inflow.regular : f.inflow.irregular) / f.people,
                     f.sentiment);
}

void UnilateralPolicy::state(Archive& archive) {
  YearlyPolicy::state(archive);
  archive(rights_at_start_);
}

}  // namespace sojourn::models
