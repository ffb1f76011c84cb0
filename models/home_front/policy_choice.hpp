#pragma once

#include <array>
#include <cstddef>
#include <limits>

#include "models/home_front/inflow_response.hpp"
#include "models/home_front/least_cost.hpp"
#include "sim/input/settings.hpp"

namespace sojourn::models {

/// What a state weighs when it chooses, by whatever theory (ODD 7.5).
struct PolicyWeights {
  double p_w = 12;  // [head / person / year]
  double irregular_weight = 1.6;
  double c_r = 0.15, c_law = 0.15, r_norm = 0.5;
  double c_enf = 0.02, c_adj = 0.1;
  double beta = 0.3, k_shortage = 40;
  double horizon = 5;        // [years]
  double working_share = 0;  // of migrants
  double step = 0.03;
  double felt = horizon;  // of a year's arrivals, every year the same: at the horizon [years]

  PolicyWeights() = default;
  explicit PolicyWeights(Settings& settings);
};

/// What a state knows when it chooses.
struct PolicyFacts {
  double people = 0;  // [persons]
  double sentiment = 0;
  double rule_of_law = 0;
  double rights_wanted = 0;              // r*, where a theory says it
  std::array<double, kLevers> levers{};  // openness, rights, effort as they are
  InflowResponse inflow;
  double demand = 0;  // of labour at the horizon, as firms will have adjusted [workers]
  double supply = 0;  // at the horizon, if as many regular migrants come as did last year [workers]
};

/// What a worker whom others bring costs a state [head / person / year], and how short of labour it
/// takes itself to be [share of demand].
struct PlacedWorker {
  double burden = 0;
  double shortage = 0;
};
/// Where a public minds them as far as sentiment says, and all that is vacant is short.
inline PlacedWorker placed_worker(const PolicyWeights& weights, double sentiment, double vacant) {
  return {weights.p_w * sentiment, vacant};
}

/// On which side of what it is each lever is looked for.
using Sides = std::array<Side, kLevers>;

/// The choice of one state as a problem of least cost, inflows linear in every lever.
struct PolicyProblem {
  std::array<OwnCost, kLevers> own;
  Shortfall<kLevers> shortage;

  /// A lever moves at most a step, on its side. Holds the costs that every theory has (inertia,
  /// law, shortage at the horizon); the theory adds what a unit of each lever costs.
  PolicyProblem(const PolicyWeights& weights, const PolicyFacts& facts, const Sides& sides);
  /// Less what today's inflow costs.
  double cost(const std::array<double, kLevers>& levers) const;
};

struct PolicyChoice {
  std::array<double, kLevers> levers{};
  Sides sides{};
  double cost = 0;
};

/// Solves the problem for every combination of sides and takes the best solution: inflows respond
/// differently when a lever goes up than when it goes down. `problem_on(sides)` is the problem.
template <class ProblemOn>
PolicyChoice best_of_sides(const ProblemOn& problem_on) {
  PolicyChoice best{.cost = std::numeric_limits<double>::infinity()};
  for (unsigned octant = 0; octant < 1U << kLevers; ++octant) {
    Sides sides;
    for (std::size_t k = 0; k < kLevers; ++k) {
      sides[k] = (octant >> k & 1U) != 0 ? Side::kUp : Side::kDown;
    }
    const PolicyProblem problem = problem_on(sides);
    const auto levers = least_cost(problem.own, problem.shortage);
    const double cost = problem.cost(levers);
    if (cost < best.cost) best = {levers, sides, cost};
  }
  return best;
}

/// Workers at the horizon per person who comes each year, as a share of the demand.
double filled_by_one_a_year(const PolicyWeights& weights, const PolicyFacts& facts);

}  // namespace sojourn::models
