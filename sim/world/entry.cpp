#include "sim/world/entry.hpp"

namespace sojourn {

Grid<Entry, StateId, PlaceId> entry_at(const World& world, int tick) {
  Grid<Entry, StateId, PlaceId> entry(world.states(), world.place_ids());
  const Date today = world.calendar.date(tick);
  for (const VisaRow& row : world.visas) {
    if (row.from > today) break;
    for (const PlaceId place : world.places_of(row.destination)) {
      entry(row.citizenship, place) = row.requirement;
    }
  }
  return entry;
}

}  // namespace sojourn
