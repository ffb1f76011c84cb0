#include "sim/world/world.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "sim/input/settings.hpp"
#include "sim/input/text/nearest.hpp"

namespace sojourn {

PolicyId World::policy(const std::string& name) const {
  const auto found = std::ranges::find(policies, name);
  return found == policies.end() ? PolicyId{} : PolicyId(found - policies.begin());
}

std::optional<PlaceId> World::find_place(const std::string& id) const {
  for (const PlaceId place : place_ids()) {
    if (places[place.index()].id == id) return place;
  }
  return std::nullopt;
}

PlaceId World::require_place(Settings& settings, const std::string& key,
                             const std::string& id) const {
  if (const auto found = find_place(id)) return *found;
  if (!id.empty()) {
    std::vector<std::string> kept, cut_away;
    for (const Place& place : places) {
      const bool stays = !cut || std::ranges::count(cut->kept, place.state) > 0;
      (stays ? kept : cut_away).push_back(place.id);
    }
    settings.fault(key, fmt::format("unknown country or place \"{}\"{}", id,
                                    nearest_hint(id, kept, cut_away)));
  }
  return PlaceId(0);
}

StateId World::require_state(Settings& settings, const std::string& key,
                             const std::string& id) const {
  const PlaceId place = require_place(settings, key, id);
  if (place.value < n_states) return StateId(place.value);
  if (!places.empty()) {
    settings.fault(key, fmt::format("\"{}\" is a place within a country, not a country", id));
  }
  return StateId(0);
}

}  // namespace sojourn
