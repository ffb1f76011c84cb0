#pragma once

#include <algorithm>
#include <cmath>

namespace sojourn::models {

/// By how much more than usual something happens, in usual rates: what is borne, and what a Poisson
/// count with the usual mean does by chance, is no surprise (ODD 7.4).
struct Surprise {
  double floor = 1e-4;   // smallest usual rate that is noticed [1 / head / year]
  double tolerance = 0;  // share of the usual rate by which more is borne
  double chance = 0;     // standard deviations of the count that are borne

  /// `rate` and `usual` in [1 / head / year], counted over so many `heads` * years, in agents.
  double of(double rate, double usual, double heads) const {
    double over = rate - usual - tolerance * usual;
    if (chance > 0 && heads > 0) over -= chance * std::sqrt(usual * heads + 1) / heads;
    return std::max(0.0, over) / (usual + floor);
  }
};

}  // namespace sojourn::models
