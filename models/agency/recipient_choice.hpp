#pragma once

#include <algorithm>

#include "models/home_front/yearly_policy.hpp"

namespace sojourn::models {

/// What a state weighs when an agency offers it workers.
struct RecipientFacts {
  double people = 0;         // [persons]
  double demand = 0;         // of labour [workers]
  double vacant = 0;         // of demand, now
  PlacedWorker worker{};     // to its politics
  double working_share = 0;  // of migrants
};

/// How many places a year a state takes, in the terms of its own choice of policy: workers lower
/// the shortage of the years ahead, and each costs what those at home make of it (ODD 7.5
/// and 7.23).
class RecipientChoice {
 public:
  RecipientChoice(const PolicyWeights& weights, const RecipientFacts& facts)
      : value_(weights.beta * weights.k_shortage),
        shortage_(facts.worker.shortage),
        relief_(facts.demand > 0 ? weights.felt * facts.working_share / facts.demand : 0),
        burden_(facts.people > 0 ? facts.worker.burden / facts.people : 0) {}

  /// At most `most` [persons / year]: where one more place costs what it gives,
  /// 2*beta*k_shortage*relief*(s - relief*n) = burden.
  double places(double most) const {
    if (relief_ <= 0 || value_ <= 0) return 0;
    const double best = (shortage_ - burden_ / (2 * value_ * relief_)) / relief_;
    return std::clamp(best, 0.0, most);
  }
  /// gain_placement = beta*k_shortage*(s^2 - max(0, s - relief*n)^2) - burden*n, of n a year.
  double gain(double n) const {
    const double left = std::max(0.0, shortage_ - relief_ * n);
    return value_ * (shortage_ * shortage_ - left * left) - burden_ * n;
  }

 private:
  double value_, shortage_, relief_, burden_;
};

/// Whether rights are worth raising to the floor: below it places are withheld with probability
/// `monitoring`, so the choice is monitoring*gain_placement against c_r*(floor - rights).
inline bool pays_to_comply(double monitoring, double gain, double c_r, double floor,
                           double rights) {
  return monitoring * gain > c_r * std::max(0.0, floor - rights);
}

}  // namespace sojourn::models
