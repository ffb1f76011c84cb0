#pragma once

#include "sim/input/settings.hpp"
#include "sim/stages/stages.hpp"

namespace sojourn::models {

/// Chance that a citizen of a state who asks for protection is granted it, by state. It rises with
/// displacement in that state, from `floor` in peace towards `ceiling`.
class Recognition final : public HomeFront {
 public:
  Recognition(Settings& settings, const World&)
      : floor_(settings.real("floor", "1", {0, 1}, 0.1,
                             "chance of recognition for people from peaceful, stable countries")),
        ceiling_(
            settings.real("ceiling", "1", {0, 1}, 0.95, "the same where displacement is general")),
        half_(settings.real("half", "1 / year", {1e-6, 10}, 0.004,
                            "rate of displacement at which the chance is half way")),
        instability_(settings.real("instability", "1 / year", {0, 1}, 0.004,
                                   "displacement that complete instability counts as")),
        calm_(settings.real("calm", "1", {1e-3, 1}, 0.5,
                            "stability from which on nobody is believed to flee from unrest")) {}

  void update(const Scene& scene, Labour& /*labour*/, Stances& stances,
              EventLog& /*log*/) override {
    const Conditions& now = scene.conditions;
    const PlaceArray unrest = (calm_ - now.stability).max(0) / calm_;
    const PlaceArray driven = now.displacement + instability_ * unrest.square();
    stances.recognition = floor_ + (ceiling_ - floor_) * driven / (driven + half_);
  }

 private:
  double floor_, ceiling_, half_, instability_, calm_;
};

}  // namespace sojourn::models
