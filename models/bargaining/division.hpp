#pragma once

#include <algorithm>
#include <cmath>
#include <stdexcept>

#include "models/bargaining/rubinstein.hpp"
#include "sim/base/arithmetic/elementary.hpp"

namespace sojourn::models {

/// What a side of a bargain stands on.
struct BargainingPosition {
  double gdp = 0;         // power resources, > 0 [int. $ / year]
  double pressure = 0;    // own excess cost of the status quo, >= 0 [GDP share / year]
  double dependence = 0;  // share of the flow that the other side alone can hold [0, 1]
};

/// How standings become impatience: with GDP^-power, e-fold by each 1/pressure of excess cost and
/// each 1/dependence of the flow (ODD 7.11: time works against who is pressed).
struct Impatience {
  double power = 1;       // [1]
  double pressure = 200;  // [year / GDP share]
  double dependence = 1;  // [1]

  /// The share of the surplus that `partner` gets, in (0, 1): bargaining_share of the impatiences
  /// gdp^-power * exp(pressure*E + dependence*d), up to a factor that both have. Needs finite
  /// standings and positive GDP, else std::invalid_argument.
  double share(const BargainingPosition& partner, const BargainingPosition& asker) const {
    const auto weakness = [&](const BargainingPosition& one) {
      return pressure * one.pressure + dependence * one.dependence - power * fixed::log(one.gdp);
    };
    const double apart = weakness(partner) - weakness(asker);
    if (!std::isfinite(apart)) {
      throw std::invalid_argument("Impatience: needs finite standings and a positive GDP");
    }
    constexpr double kMost = 500;  // exp stays finite
    return bargaining_share(fixed::exp(std::clamp(apart, -kMost, kMost)), 1);
  }
};

/// What a threat to do harm is worth to who makes it: with shares a and 1 - a of the surplus, a
/// disagreement in which the asker loses `harm` and the partner `cost` moves a*harm - (1 - a)*cost
/// to the partner (Nash 1953, DOI 10.2307/1906951). 0 where it would cost the partner more.
inline double threat_worth(double partner_share, double harm, double cost) {
  return std::max(0.0, partner_share * harm - (1 - partner_share) * cost);
}

/// A surplus between two who may pay each other.
struct Division {
  double surplus = 0;  // of both over what each has without it
  double payment = 0;  // from asker to partner; negative: the other way
  bool worthwhile() const { return surplus > 0; }
};

/// What both sides of a bargain have by it and without it; all in one unit.
struct DivisionCase {
  double gain = 0;           // asker's, before it pays
  double loss = 0;           // partner's, before it is paid
  double linked = 0;         // what else the partner gets by the deal
  double contract = 0;       // what the contract and `linked` cost the asker
  double alternative = 0;    // asker's best without this partner, >= 0
  double threat = 0;         // threat_worth of the partner
  double partner_share = 0;  // [0, 1]
};

/// S = gain + linked - loss - contract - alternative. As money can be paid either way, a payment
/// that both prefer to their alternatives exists exactly where S > 0; it is then
/// loss - linked + min(S, share*S + threat): the partner is better off by the last addend, the
/// asker by the rest of S.
inline Division divide(const DivisionCase& all) {
  Division made;
  made.surplus = all.gain + all.linked - all.loss - all.contract - all.alternative;
  if (!made.worthwhile()) return made;
  const double rent = std::min(made.surplus, all.partner_share * made.surplus + all.threat);
  made.payment = all.loss - all.linked + rent;
  return made;
}

}  // namespace sojourn::models
