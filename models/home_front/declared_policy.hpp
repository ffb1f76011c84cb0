#pragma once

#include "sim/stages/stages.hpp"

namespace sojourn::models {

/// Policy as the scenario declares it: each country's own openness and rights, moved by its
/// governments (shocks), and by what states choose themselves (UnilateralPolicy).
class DeclaredPolicy final : public HomeFront {
 public:
  DeclaredPolicy(Settings&, const World&) {}

  void update(const Scene& scene, Labour& /*labour*/, Stances& stances,
              EventLog& /*log*/) override {
    declare(scene, stances);
  }
  static void declare(const Scene& scene, Stances& stances) {
    const Attributes& base = scene.world.baseline;
    stances.openness =
        (base.openness + scene.conditions.openness + stances.chosen_openness).max(0).min(1);
    stances.rights = (base.rights + scene.conditions.rights + stances.chosen_rights).max(0).min(1);
  }
};

}  // namespace sojourn::models
