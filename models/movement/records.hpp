#pragma once

#include "sim/stages/stages.hpp"

namespace sojourn::models {

/// Time since the last change of place or status [years].
inline double years_since_change(const Scene& scene, const Person& person) {
  return std::max(0.0, (scene.tick - person.changed_at()) * scene.dt());
}
/// [years]
inline int age_of(const Scene& scene, const Person& person) {
  return (scene.world.calendar.absolute_month(scene.tick) - person.born_in()) / 12;
}
/// Whether citizens live in a place by leave of its state alone.
inline bool needs_leave(const Scene& scene, StateId citizenship, PlaceId place) {
  return scene.world.state_of(place) != citizenship &&
         !(scene.rules.free_movement(citizenship, place) > 0);
}
inline bool at_home(const Scene& scene, const Person& person) {
  return scene.world.state_of(person.place()) == person.citizen_of();
}

}  // namespace sojourn::models
