#pragma once

#include <cmath>

namespace sojourn {

/// Probability of an event within `dt` [years] at `rate` [1 / year].
inline double tick_probability(double rate, double dt) {
  return -std::expm1(-rate * dt);
}

}  // namespace sojourn
