#pragma once

#include "models/shocks/causes_of_flight.hpp"
#include "sim/input/settings.hpp"
#include "sim/stages/stages.hpp"

namespace sojourn::models {

/// Violence of which the history tells how many it kills (Conditions::conflict_deaths) drives
/// people out: in every place of a state displacement += per_death*100000*deaths/people of the
/// state.
class ConflictDeaths final : public Shock {
 public:
  ConflictDeaths(Settings& settings, const World&)
      : per_death_(settings.real("per_death", "1 / year", {0, 1}, 1.5e-4,
                                 "rate at which residents are driven to leave, per death in "
                                 "conflict a year among 100,000 people")) {}

  void apply(const Scene& scene, Conditions& conditions) const override {
    for (const StateId state : scene.world.states()) {
      const double deaths = conditions.conflict_deaths[state];
      if (deaths <= 0) continue;
      const double rate = per_death_ * 1e5 * deaths / std::max(1.0, people_of(scene, state));
      for (const PlaceId place : scene.world.places_of(state)) {
        conditions.drive_out(place, rate, all_by(Cause::kViolence));
      }
    }
  }
  void announce(const Scene& scene, EventLog& log) const override {
    if (!scene.world.history.tells(&Attributes::conflict_deaths)) return;
    const PlaceArray before =
        scene.world.history.at(scene.tick - 1, scene.world.baseline).conflict_deaths;
    for (const StateId state : scene.world.states()) {
      const bool begins =
          scene.conditions.conflict_deaths[state] > 0 && (scene.tick == 0 || before[state] <= 0);
      if (begins) log.add("conflict", scene.world.places[state.index()].id + ": people are killed");
    }
  }

 private:
  static double people_of(const Scene& scene, StateId state) {
    double people = 0;
    for (const PlaceId place : scene.world.places_of(state)) {
      people += scene.persons(scene.ledger.summary.population[place]);
    }
    return people;
  }

  double per_death_;
};

}  // namespace sojourn::models
