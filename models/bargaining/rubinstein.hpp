#pragma once

#include <cmath>
#include <stdexcept>

#include "sim/base/arithmetic/elementary.hpp"

namespace sojourn::models {

/// Alternating offers over a cake of size 1 (Rubinstein 1982, DOI 10.2307/1912531): whoever rejects
/// waits `interval` [years] and then offers. A party discounts by delta =
/// exp(-impatience*interval), impatience [1/year].

/// What the party that offers first keeps: (1 - delta_other)/(1 - delta_own*delta_other), in [0,
/// 1]. Its opponent gets the rest. Impatience >= 0 and not both 0, interval > 0, else
/// std::invalid_argument.
inline double first_offer_share(double own_impatience, double other_impatience, double interval) {
  if (!(own_impatience >= 0 && other_impatience >= 0 && own_impatience + other_impatience > 0 &&
        interval > 0)) {
    throw std::invalid_argument("first_offer_share: needs impatience >= 0, not both 0, and time");
  }
  if (other_impatience == 0) return 0;
  // expm1 keeps the digits that 1 - exp(-x) loses as the interval shrinks.
  return fixed::expm1(-other_impatience * interval) /
         fixed::expm1(-(own_impatience + other_impatience) * interval);
}

/// The limit of first_offer_share as the interval goes to 0, where it no longer matters who offers
/// first: rho_other/(rho_own + rho_other) (Binmore, Rubinstein, Wolinsky 1986,
/// DOI 10.2307/2555382). Two parties' shares add up to 1. Finite impatience >= 0, not both 0, else
/// std::invalid_argument.
inline double bargaining_share(double own_impatience, double other_impatience) {
  if (!(own_impatience >= 0 && other_impatience >= 0 && own_impatience + other_impatience > 0 &&
        std::isfinite(own_impatience + other_impatience))) {
    throw std::invalid_argument("bargaining_share: needs finite impatience >= 0, not both 0");
  }
  return other_impatience / (own_impatience + other_impatience);
}

}  // namespace sojourn::models
