#include "models/home_front/non_refoulement.hpp"

#include "sim/base/arithmetic/elementary.hpp"
#include "sim/base/rates.hpp"
#include "sim/input/settings.hpp"
#include "sim/stages/rules_for.hpp"

namespace sojourn::models {

NonRefoulement::NonRefoulement(Settings& settings, const World&)
    : cost_(settings.real("cost", "1", {0, 100}, 2,
                          "what a breach costs a state of full rule of law, as a multiple of what "
                          "breaches spare states on average")),
      at_sea_(settings.real("at_sea", "1", {0, 1}, 1,
                            "how far the law of the state that intercepts reaches out to sea: 1 "
                            "everywhere, 0 only on land")) {}

double NonRefoulement::force(const Scene& scene, StateId state) const {
  return 1 - fixed::exp(-cost_ * scene.conditions.rule_of_law[state]);
}

void NonRefoulement::enact(const Scene& scene, Rules& rules) const {
  const World& world = scene.world;
  const auto corridors = world.corridor_ids();
  rules.not_intercepted = Grid<double, CorridorId, StateId>(corridors, world.states());
  rules.not_readmitted = rules.not_intercepted;
  rules.not_expelled = Grid<double, StateId, PlaceId>(world.states(), world.place_ids());
  for (const CorridorId c : corridors) spare_at_corridor(scene, c, rules);
  for (const PlaceId place : world.place_ids()) {
    const double force_here = force(scene, world.state_of(place));
    for (const StateId state : world.states()) {
      rules.not_expelled(state, place) =
          force_here * recognition_for(scene.with(rules), state, place);
    }
  }
}

namespace {

/// Of a chance that is made of two, what is left of one of them when the other is taken out.
double rest_of(double both, double other) {
  return other < 1 ? 1 - (1 - both) / (1 - other) : 0;
}

}  // namespace

/// Guards at the near end stop people for the state at the far end. Everything else the far state
/// does itself.
void NonRefoulement::spare_at_corridor(const Scene& scene, CorridorId corridor,
                                       Rules& rules) const {
  const World& world = scene.world;
  const Corridor& edge = world.corridors[corridor.index()];
  if (world.same_state(edge.from, edge.to)) return;
  const Scene now = scene.with(rules);
  const double all = rules.enforcement[corridor], partners = rules.by_partner[corridor];
  const double own = rest_of(all, partners);
  const StateId guard = world.state_of(edge.to), partner = world.state_of(edge.from);
  const double on_land = force(scene, guard), held = force(scene, partner);
  const double reach = force_at(scene, guard, edge.mode);
  for (const StateId state : world.states()) {
    const double claim = state == guard ? 0 : recognition_for(now, state, edge.to);
    const double claim_there = state == partner ? 0 : recognition_for(now, state, edge.from);
    const double stopped = either(own * (1 - reach * claim), partners * (1 - held * claim_there));
    rules.not_intercepted(corridor, state) = all > 0 ? 1 - stopped / all : 0;
    rules.not_readmitted(corridor, state) = on_land * claim;
  }
}

}  // namespace sojourn::models
