#pragma once

#include "sim/stages/stages.hpp"

namespace sojourn::models {

/// Sum over a state's places.
template <class Of>
double sum_over(const World& world, StateId state, const Of& of) {
  double sum = 0;
  for (const PlaceId p : world.places_of(state)) sum += of(p);
  return sum;
}

/// Mean over the people in a state's places; 0 where nobody lives.
template <class Of>
double mean_by_people(const Scene& scene, StateId state, const Of& of) {
  const auto people = [&](PlaceId p) { return scene.persons(scene.ledger.population(p)); };
  const double all = sum_over(scene.world, state, people);
  if (all <= 0) return 0;
  return sum_over(scene.world, state, [&](PlaceId p) { return of(p) * people(p); }) / all;
}

/// Share of a state's demand for labour that nobody meets; 0 where there is none.
inline double shortage_of(const Scene& scene, StateId state) {
  const Labour& labour = scene.labour;
  const auto demand = [&](PlaceId p) { return labour.demand[p]; };
  const double all = sum_over(scene.world, state, demand);
  if (all <= 0) return 0;
  return sum_over(scene.world, state, [&](PlaceId p) { return demand(p) * labour.shortage[p]; }) /
         all;
}

}  // namespace sojourn::models
