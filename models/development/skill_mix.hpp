#pragma once

#include <algorithm>
#include <cmath>

#include "sim/base/arithmetic/elementary.hpp"

namespace sojourn::models {

/// Workers of a place [persons], and their work by schooling in units of which the start paid for
/// each alike.
struct Work {
  double heads = 0;
  double skilled = 0;  // tertiary schooling
  double other = 0;

  double skilled_per_head() const { return heads > 0 ? skilled / heads : 0; }
  double other_per_head() const { return heads > 0 ? other / heads : 0; }
};

/// What comes of a mix, each over that of the start [1].
struct MixProduct {
  double output = 1;   // per head
  double skilled = 1;  // wage of a unit, its marginal product
  double other = 1;
};

/// Output per head of two kinds of work, those with tertiary schooling and all others (Katz and
/// Murphy 1992, DOI 10.2307/2118323): CES with constant returns, in the form that is normalised at
/// the start (Klump and de La Grandville 2000, DOI 10.1257/aer.90.1.282), theta the share of the
/// skilled in the start's wages, x and z work per head over that of the start:
/// y = (theta*x^r + (1 - theta)*z^r)^(1/r), r = 1 - 1/sigma; w = (y/x)^(1/sigma), (y/z)^(1/sigma).
class SkillMix {
 public:
  /// @param elasticity sigma, of substitution, above 0
  explicit SkillMix(double elasticity) : elasticity_(elasticity) {}

  MixProduct of(const Work& start, const Work& now) const {
    if (start.heads <= 0 || now.heads <= 0 || start.skilled + start.other <= 0) return {};
    const double theta = start.skilled / (start.skilled + start.other);
    const double x = ratio(now.skilled_per_head(), start.skilled_per_head());
    const double z = ratio(now.other_per_head(), start.other_per_head());
    const double y = output(theta, x, z);
    return {y, fixed::pow(y / x, 1 / elasticity_), fixed::pow(y / z, 1 / elasticity_)};
  }

 private:
  /// A country of few agents may have nobody of a kind for a while: none counts as a twentieth.
  static double ratio(double now, double start) {
    constexpr double kMost = 20;
    return start > 0 ? std::clamp(now / start, 1 / kMost, kMost) : 1;
  }
  double output(double theta, double x, double z) const {
    const double r = 1 - 1 / elasticity_;
    if (std::abs(r) < 1e-9) return fixed::pow(x, theta) * fixed::pow(z, 1 - theta);
    return fixed::pow(theta * fixed::pow(x, r) + (1 - theta) * fixed::pow(z, r), 1 / r);
  }

  double elasticity_;
};

}  // namespace sojourn::models
