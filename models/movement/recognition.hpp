#pragma once

#include <cmath>

#include "sim/stages.hpp"

namespace sojourn {

/// Chance that protection is granted to someone of a citizenship: what displacement in the country
/// of origin says, from `floor` in peace towards `ceiling`.
class Recognition {
 public:
  explicit Recognition(Settings& settings)
      : floor_(settings.real("recognition_floor", "1", {0, 1}, 0.1,
                             "chance of recognition for people from peaceful, stable countries")),
        ceiling_(settings.real("recognition_ceiling", "1", {0, 1}, 0.95,
                               "the same where displacement is general")),
        half_(settings.real("recognition_half", "1 / year", {1e-6, 10}, 0.004,
                            "rate of displacement at which the chance is half way")),
        instability_(settings.real("recognition_instability", "1 / year", {0, 1}, 0.004,
                                   "displacement that complete instability counts as")) {}

  double operator()(const Scene& scene, StateId origin) const {
    const double unrest = std::max(0.0, 0.5 - scene.conditions.stability[origin.value]) * 2;
    const double driven =
        scene.conditions.displacement[origin.value] + instability_ * unrest * unrest;
    return floor_ + (ceiling_ - floor_) * driven / (driven + half_);
  }

 private:
  double floor_, ceiling_, half_, instability_;
};

}  // namespace sojourn
