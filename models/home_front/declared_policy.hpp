#pragma once

#include "sim/stages/stages.hpp"

namespace sojourn::models {

/// Policy as the scenario declares it: each country's own openness and rights, moved by its
/// governments (shocks), and by what states choose themselves (YearlyPolicy). A policy that holds
/// a lever goes before.
class DeclaredPolicy final : public HomeFront {
 public:
  DeclaredPolicy(Settings&, const World&) {}

  void update(const Scene& scene, Labour& /*labour*/, Stances& stances,
              EventLog& /*log*/) override {
    declare(scene, stances);
  }
  static void declare(const Scene& scene, Stances& stances) {
    const Attributes& base = scene.world.baseline;
    const Conditions& now = scene.conditions;
    stances.openness_unheld =
        (base.openness + now.openness + stances.chosen_openness).max(0).min(1);
    stances.rights_unheld = (base.rights + now.rights + stances.chosen_rights).max(0).min(1);
    stances.openness = now.held_openness.over(stances.openness_unheld);
    stances.rights = now.held_rights.over(stances.rights_unheld);
    stances.enforcement = now.held_effort.over(stances.enforcement_unheld);
  }
};

}  // namespace sojourn::models
