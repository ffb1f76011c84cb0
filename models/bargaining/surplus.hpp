#pragma once

#include <algorithm>

namespace sojourn::models {

/// The intensity in [0, highest] of a deal that makes the parties' common surplus
/// slope*x - curvature/2*x^2 largest. `slope` and `curvature` in one unit, curvature >= 0,
/// highest >= 0. Of equally good intensities the lowest: a deal that gains nothing binds to
/// nothing.
inline double best_intensity(double slope, double curvature, double highest = 1) {
  if (slope <= 0) return 0;
  // Compared without dividing: the curvature may be 0 or too small to divide by.
  if (slope >= curvature * highest) return highest;
  return std::clamp(slope / curvature, 0.0, highest);
}

}  // namespace sojourn::models
