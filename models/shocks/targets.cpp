#include "models/shocks/targets.hpp"

#include <algorithm>
#include <set>

#include "sim/world/known.hpp"
#include "sim/world/place_group.hpp"
#include "sim/world/routes/corridor_names.hpp"

namespace sojourn::models {

namespace {

void append(std::string& list, const std::string& word) {
  list += (list.empty() ? "" : ", ") + word;
}

std::string list_of(const World& world, const std::vector<PlaceId>& places) {
  std::string list;
  for (const PlaceId place : places) append(list, world.places[place.index()].id);
  return list;
}

/// Whether a corridor has the route, or none is asked for; else it is a fault.
bool knows_route(Settings& settings, const World& world, const std::string& route) {
  std::vector<std::string> known;
  for (const Corridor& edge : world.corridors) {
    if (!edge.route.empty()) known.push_back(edge.route);
  }
  if (route.empty() || world.corridors.empty() || std::ranges::count(known, route) > 0) return true;
  settings.fault("route", "no corridor has the route " + inline_toml({route, {}}) +
                              nearest_hint(route, known));
  return false;
}

}  // namespace

Targets::Targets(Settings& settings, const World& world) {
  const auto names = settings.texts("target", {}, "countries or places it befalls");
  if (names.empty()) settings.fault("target", "expected at least one country or place");
  for (const std::string& name : names) {
    if (name.empty()) settings.fault("target", "expected a country or place, found \"\"");
    if (name == kEverywhere) {
      for (const StateId state : world.states()) places_.push_back(place_of(state));
      continue;
    }
    if (const auto place = known_place(world, settings, "target", name)) places_.push_back(*place);
  }
  const std::set<PlaceId> once(places_.begin(), places_.end());
  if (once.size() < places_.size()) settings.fault("target", "a place is named twice");
}

bool Targets::contain(PlaceId place) const {
  return std::ranges::count(places_, place) > 0;
}

std::string Targets::names(const World& world) const {
  return list_of(world, places_);
}

NamedPlaces::NamedPlaces(Settings& settings, const World& world, const std::string& key,
                         const std::string& meaning)
    : written_(settings.texts(key, {}, meaning)) {
  given_ = !written_.empty();
  if (given_) meant_ = IdSet<PlaceId>::none();
  for (const std::string& name : written_) {
    const std::vector<PlaceId> places = places_called(world, name);
    if (places.empty()) refuse_unknown(settings, world, key, name);
    for (const PlaceId place : places) meant_.insert(place);
    const auto itself = world.find_place(name);
    if (itself && itself->index() >= world.states().size()) named_.insert(*itself);
  }
}

std::string NamedPlaces::names() const {
  std::string list;
  for (const std::string& name : written_) append(list, name);
  return list;
}

MatchingCorridors::MatchingCorridors(Settings& settings, const World& world)
    : from_(settings, world, "from",
            "corridors out of these countries, areas, unions or regions, with all their places, or "
            "places; empty: any"),
      to_(settings, world, "to",
          "corridors into these countries, areas, unions or regions, with all their places, or "
          "places; empty: any"),
      world_has_some_(!world.corridors.empty()) {
  const std::string mode =
      settings.choice("mode", {"any", "land", "sea", "air"}, "any", "only corridors of this mode");
  const std::string route = settings.text("route", "", "only corridors of this route");
  route_known_ = knows_route(settings, world, route);
  of_a_kind_ = mode != "any" || !route.empty();
  if (from_.empty() && to_.empty() && route.empty()) {
    settings.fault("from", "expected `from`, `to` or `route`, or no corridor is meant");
  }
  for (const CorridorId c : world.corridor_ids()) {
    const Corridor& edge = world.corridors[c.index()];
    const bool fits = mode == "any" || mode == mode_name(edge.mode);
    if (fits && (route.empty() || route == edge.route) && meets_ends(world, edge)) {
      ids_.push_back(c);
    }
  }
}

bool MatchingCorridors::meets_ends(const World& world, const Corridor& edge) const {
  if (!from_.mean(edge.from) || !to_.mean(edge.to)) return false;
  const bool any = from_.empty() && to_.empty();
  return any || !world.same_state(edge.from, edge.to) || from_.name(edge.from) || to_.name(edge.to);
}

std::string MatchingCorridors::names(const World& world) const {
  std::string text;
  for (const CorridorId c : ids_) {
    const Corridor& edge = world.corridors[c.index()];
    append(text, world.places[edge.from.index()].id + "-" + world.places[edge.to.index()].id);
  }
  return text;
}

std::string MatchingCorridors::warning() const {
  return world_has_some_ ? std::string() : "this world has no corridor on which it could act";
}

}  // namespace sojourn::models
