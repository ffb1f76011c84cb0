#pragma once

#include <algorithm>

#include "sim/input/settings.hpp"

namespace sojourn::models {

/// What a state of origin weighs about its citizens abroad, in their wages there (ODD 7.28). A
/// worker sends `remitted` of the wage home; to lack a right that the state holds them to be due
/// costs `chi` of it.
struct EmigrantsWorth {
  double remitted = 0.15, chi = 0.5, owed = 0.5;
  double consul_cost = 10, lift = 0.2, diaspora_cost = 0.5;

  EmigrantsWorth() = default;
  explicit EmigrantsWorth(Settings& s)
      : remitted(s.real("remitted", "wage", {0, 1}, EmigrantsWorth{}.remitted,
                        "share of the wage that workers send home")),
        chi(s.real("chi", "wage", {0, 10}, EmigrantsWorth{}.chi,
                   "weight of rights that citizens lack abroad")),
        owed(s.real("owed", "1", {0, 1}, EmigrantsWorth{}.owed,
                    "rights that a state holds its citizens abroad to be due")),
        consul_cost(
            s.real("consul_cost", "wage", {1e-3, 1000}, EmigrantsWorth{}.consul_cost,
                   "cost of consuls, per citizen, at full effort; it grows with its square")),
        lift(
            s.real("lift", "1", {0, 10}, EmigrantsWorth{}.lift,
                   "rise of what citizens send home, by bonds and votes for them, at full effort")),
        diaspora_cost(s.real("diaspora_cost", "1", {1e-3, 100}, EmigrantsWorth{}.diaspora_cost,
                             "cost of that, beside what they send home, at full effort; it grows "
                             "with its square")) {}

  double lacking(double rights) const { return std::max(0.0, owed - rights); }
  /// Of one citizen who works where there are such rights; below 0: better not gone.
  double of_one(double rights) const { return remitted - chi * lacking(rights); }
  /// Rights from which a citizen is better gone.
  double acceptable() const { return chi > 0 ? owed - remitted / chi : 0; }
  /// The effort e that is best, chi*e*(1 - rights) - consul_cost*e^2, as far as the state can.
  double consular_effort(double rights, double capacity) const {
    if (lacking(rights) <= 0) return 0;
    return std::clamp(chi * (1 - rights) / (2 * consul_cost), 0.0, capacity);
  }
  /// The effort d that is best, lift*d - diaspora_cost*d^2, as far as the state can.
  double diaspora_effort(double capacity) const {
    return std::clamp(lift / (2 * diaspora_cost), 0.0, capacity);
  }
};

}  // namespace sojourn::models
