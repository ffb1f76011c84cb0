#pragma once

#include <cmath>

#include "sim/base/arithmetic/elementary.hpp"

namespace sojourn {

/// Probability of an event within `dt` [years] at `rate` [1 / year].
inline double tick_probability(double rate, double dt) {
  return -fixed::expm1(-rate * dt);
}

/// Chance that either of two independent things happens.
inline double either(double one, double other) {
  return 1 - (1 - one) * (1 - other);
}

}  // namespace sojourn
