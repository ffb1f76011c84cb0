#pragma once

#include <cmath>

#include "sim/base/arithmetic/elementary.hpp"

namespace sojourn::models {

/// Model migration schedule of Rogers and Castro (1981, IIASA RR-81-30), their standard parameters,
/// scaled to mean 1 over ages 0 to 99.
inline double rogers_castro(double age) {
  constexpr double kMean = 0.010537870744160;
  const double childhood = 0.02 * fixed::exp(-0.1 * age);
  const double labour = 0.06 * fixed::exp(-0.1 * (age - 20) - fixed::exp(-0.4 * (age - 20)));
  return (childhood + labour + 0.003) / kMean;
}

}  // namespace sojourn::models
