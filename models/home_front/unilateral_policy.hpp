#pragma once

#include <string>
#include <vector>

#include "models/home_front/inflow_response.hpp"
#include "models/home_front/least_cost.hpp"

namespace sojourn::models {

class LabourMarket;

/// What a state knows when it chooses.
struct PolicyFacts {
  double people = 0;  // [persons]
  double sentiment = 0;
  double rule_of_law = 0;
  double rights_wanted = 0;              // r*
  std::array<double, kLevers> levers{};  // openness, rights, effort as they are
  InflowResponse inflow;
  double demand = 0;  // of labour at the horizon [workers]
  double supply = 0;  // at the horizon, if as many regular migrants come as did last year [workers]
};

/// What a state weighs (ODD 7.5).
struct PolicyWeights {
  double p_w = 12;  // [head / person / year]
  double irregular_weight = 1.6;
  double c_r = 0.15, c_law = 0.15, r_norm = 0.5;
  double c_enf = 0.02, c_adj = 0.1;
  double beta = 0.3, k_shortage = 40;
  double horizon = 5;        // [years]
  double working_share = 0;  // of migrants
  double step = 0.03;
};

/// On which side of what it is each lever is looked for.
using Sides = std::array<Side, kLevers>;

/// The choice of one state as a problem of least cost, inflows linear in every lever.
struct PolicyProblem {
  std::array<OwnCost, kLevers> own;
  Shortfall<kLevers> shortage;

  PolicyProblem(const PolicyWeights& weights, const PolicyFacts& facts, const Sides& sides);
  /// Less what today's inflow costs.
  double cost(const std::array<double, kLevers>& levers) const;
};

struct PolicyChoice {
  std::array<double, kLevers> levers{};
  Sides sides{};
  double cost = 0;
};
/// The best of what is best on each side of each lever: inflows respond otherwise up than down.
PolicyChoice best_policy(const PolicyWeights& weights, const PolicyFacts& facts);

/// The yearly unilateral choice of openness o, rights r and effort e at the borders (ODD 7.5),
/// within `step` of the year before: every state minimises
/// p_w*(1 + sentiment)*(regular + 1.6*irregular)/pop + c_r*(r - r*)^2
///   + c_law*rule_of_law*max(0, r_norm - r)^2 + c_enf*e^2 + c_adj*|change|^2
///   + beta*k_shortage*shortage_5yr^2,
/// where inflows respond by the mean field of the choice model (InflowResponse), others' policies
/// fixed. Chosen on the first tick of a year, from the second whole calendar year on; rules follow
/// in the same tick. What placements by an agency give is weighed apart (models/agency).
class UnilateralPolicy final : public HomeFront {
 public:
  UnilateralPolicy(Settings& settings, const World& world);
  void bind(const ModuleSet& modules) override;
  void update(const Scene& scene, Labour& labour, Stances& stances, EventLog& log) override;
  void watch(const Scene& scene) override;
  const PolicyWeights& weights() const { return weights_; }

 private:
  void reveal(const Scene& scene);
  PolicyFacts facts(const Scene& scene, StateId state, const InflowResponse& inflow) const;
  void choose(const Scene& scene, Stances& stances, EventLog& log);
  void apply(const Scene& scene, StateId state, const PolicyFacts& facts,
             const PolicyChoice& choice, Stances& stances) const;
  void note_turn(const Scene& scene, StateId state, const PolicyFacts& facts,
                 const PolicyChoice& choice, EventLog& log);
  void note_first_moves(EventLog& log);
  std::string reason(const PolicyFacts& facts, Side side) const;

  PolicyWeights weights_;
  double rights_wanted_;
  PlaceArray rights_at_start_;  // what each state seems to want; empty before the first tick
  const LabourMarket* market_ = nullptr;
  PlaceArray supply_before_;    // a year ago [workers]; empty before the first January
  std::vector<int> direction_;  // [state] of openness when it last moved: 1, -1; 0: never yet
  int first_opening_ = 0, first_closing_ = 0;  // states, this tick
};

}  // namespace sojourn::models
