#include "models/home_front/policy_choice.hpp"

#include <algorithm>

namespace sojourn::models {

PolicyWeights::PolicyWeights(Settings& s)
    : p_w(s.real("p_w", "head / person / year", {0, 100}, 12,
                 "weight of a year's inflow per head")),
      irregular_weight(s.real("irregular_weight", "1", {0, 10}, 1.6,
                              "what an irregular arrival weighs beside a regular one")),
      c_r(s.real("c_r", "1", {0, 10}, 0.15, "weight of rights other than those wanted")),
      c_law(s.real("c_law", "1", {0, 10}, 0.15,
                   "weight, at full rule of law, of rights below r_norm")),
      r_norm(s.real("r_norm", "1", {0, 1}, 0.5, "rights that law demands")),
      c_enf(s.real("c_enf", "1", {0, 10}, 0.02, "weight of full effort at borders")),
      c_adj(s.real("c_adj", "1", {1e-4, 100}, 0.1, "weight of change within a year")),
      beta(s.real("beta", "1", {0, 1}, 0.3, "present bias: weight of what is to come")),
      k_shortage(s.real("k_shortage", "1", {0, 1000}, 40,
                        "weight of the labour shortage to come, squared")),
      horizon(s.real("horizon", "years", {0, 50}, 5, "how far ahead states look at their labour")),
      step(s.real("step", "1", {1e-3, 0.5}, 0.03,
                  "largest change of openness, rights and effort within a year")),
      felt(horizon) {}

double filled_by_one_a_year(const PolicyWeights& w, const PolicyFacts& f) {
  return f.demand > 0 ? w.felt * w.working_share / f.demand : 0;
}

PolicyProblem::PolicyProblem(const PolicyWeights& w, const PolicyFacts& f, const Sides& sides) {
  const double work = filled_by_one_a_year(w, f);
  for (std::size_t k = 0; k < kLevers; ++k) {
    const double x = f.levers[k];
    own[k].low = sides[k] == Side::kUp ? x : std::max(0.0, x - w.step);
    own[k].high = sides[k] == Side::kUp ? std::min(1.0, x + w.step) : x;
    own[k].inertia = w.c_adj;
    own[k].before = x;
    shortage.fill[k] = work * f.inflow.on(sides[k]).regular[k];
  }
  own[kRightsLever].floor_weight = w.c_law * f.rule_of_law;
  own[kRightsLever].floor = w.r_norm;
  if (f.demand > 0) shortage.weight = w.beta * w.k_shortage;
}

double PolicyProblem::cost(const std::array<double, kLevers>& levers) const {
  double today = 0;
  for (const OwnCost& part : own) today += part.slope * part.before;
  return cost_of(own, shortage, levers) - today;
}

}  // namespace sojourn::models
