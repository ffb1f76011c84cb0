#pragma once

#include "sim/stages/stages.hpp"

namespace sojourn::models {

/// Policy as the scenario declares it: each country's own openness and rights, moved by its
/// governments (shocks), and by what states choose themselves (YearlyPolicy). Where a history
/// tells a lever it holds it: the state's own choice goes on and does not act. A policy that holds
/// a lever goes before both.
class DeclaredPolicy final : public HomeFront {
 public:
  DeclaredPolicy(Settings&, const World&) {}

  void update(const Scene& scene, Labour& /*labour*/, Stances& stances,
              EventLog& /*log*/) override {
    declare(scene, stances);
  }
  /// By the scenario, its history and its governments, within [0, 1].
  static PlaceArray openness(const Scene& scene) {
    return (scene.world.baseline.openness + scene.conditions.openness).max(0).min(1);
  }
  static PlaceArray rights(const Scene& scene) {
    return (scene.world.baseline.rights + scene.conditions.rights).max(0).min(1);
  }
  static void declare(const Scene& scene, Stances& stances) {
    const Conditions& now = scene.conditions;
    const PlaceArray openness = DeclaredPolicy::openness(scene),
                     rights = DeclaredPolicy::rights(scene);
    stances.openness_unheld = (openness + stances.chosen_openness).max(0).min(1);
    stances.rights_unheld = (rights + stances.chosen_rights).max(0).min(1);
    stances.openness = now.held_openness.over(
        as_told(scene, &Attributes::openness, openness, stances.openness_unheld));
    stances.rights =
        now.held_rights.over(as_told(scene, &Attributes::rights, rights, stances.rights_unheld));
    stances.enforcement = now.held_effort.over(stances.enforcement_unheld);
  }

 private:
  /// `declared` in places of which the history tells the attribute, else `now`.
  static PlaceArray as_told(const Scene& scene, PlaceArray Attributes::*attribute,
                            const PlaceArray& declared, PlaceArray now) {
    for (const AttributeCourse& course : scene.world.history.courses) {
      if (course.attribute != attribute) continue;
      now[course.place] = declared[course.place];
    }
    return now;
  }
};

}  // namespace sojourn::models
