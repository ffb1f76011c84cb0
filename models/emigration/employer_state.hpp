#pragma once

#include "models/home_front/yearly_policy.hpp"

namespace sojourn::models {

/// What a state would lose if fewer workers came, in the weights of its own choice of policy (7.5);
/// the shortage is that of today, whatever year its policy looks at.
struct EmployerState {
  double value = 0;   // of a shortage squared
  double short_ = 0;  // of labour, below 0: there is too much [share of demand]
  double relief = 0;  // of it at the horizon, per worker a year [year / person]
  double burden = 0;  // of one worker a year

  /// value*(max(0, s + relief*n)^2 - max(0, s)^2) - burden*n, of n fewer a year.
  double loss(double n) const {
    const auto square = [](double s) { return s > 0 ? s * s : 0; };
    return value * (square(short_ + relief * n) - square(short_)) - burden * n;
  }
};

/// As its policy has it, or as `weights` do where it has none.
EmployerState employer_state(const Scene& scene, StateId state, const YearlyPolicy* policy,
                             const PolicyWeights& weights, double working_share);

}  // namespace sojourn::models
