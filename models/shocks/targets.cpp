#include "models/shocks/targets.hpp"

#include <algorithm>
#include <array>

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

constexpr std::array<const char*, 3> kModes{"land", "sea", "air"};

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
    const PlaceId place = world.require_place(settings, "target", name);
    if (place.index() < world.places.size()) places_.push_back(place);
  }
}

bool Targets::contain(PlaceId place) const {
  return std::ranges::count(places_, place) > 0;
}

std::string Targets::names(const World& world) const {
  return list_of(world, places_);
}

NamedPlaces::NamedPlaces(Settings& settings, const World& world, const std::string& key,
                         const std::string& meaning) {
  const auto names = settings.texts(key, {}, meaning);
  given_ = !names.empty();
  for (const std::string& id : names) {
    const PlaceId place = world.require_place(settings, key, id);
    if (place.index() < world.places.size()) ids_.push_back(place);
  }
}

bool NamedPlaces::mean(const World& world, PlaceId place) const {
  return empty() || std::ranges::any_of(ids_, [&](PlaceId id) {
           const bool country = id.index() < world.states().size();
           return id == place || (country && world.same_state(id, place));
         });
}

bool NamedPlaces::name(const World& world, PlaceId place) const {
  return place.index() >= world.states().size() && std::ranges::count(ids_, place) > 0;
}

std::string NamedPlaces::names(const World& world) const {
  return list_of(world, ids_);
}

MatchingCorridors::MatchingCorridors(Settings& settings, const World& world)
    : from_(settings, world, "from",
            "corridors out of these countries, with all their places, or places; empty: any"),
      to_(settings, world, "to",
          "corridors into these countries, with all their places, or places; empty: any"),
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
    const bool fits = mode == "any" || mode == kModes[static_cast<std::size_t>(edge.mode)];
    if (fits && (route.empty() || route == edge.route) && meets_ends(world, edge)) {
      ids_.push_back(c);
    }
  }
}

bool MatchingCorridors::meets_ends(const World& world, const Corridor& edge) const {
  if (!from_.mean(world, edge.from) || !to_.mean(world, edge.to)) return false;
  const bool any = from_.empty() && to_.empty();
  return any || !world.same_state(edge.from, edge.to) || from_.name(world, edge.from) ||
         to_.name(world, edge.to);
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
