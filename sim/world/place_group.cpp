#include "sim/world/place_group.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "sim/input/text/nearest.hpp"

namespace sojourn {

namespace {

/// Members of the area, union or region called `name`, every state for "*"; none if there is none.
std::vector<StateId> members_of(const World& world, const std::string& name) {
  if (name == kEverywhere) return {world.states().begin(), world.states().end()};
  for (const Area& area : world.areas) {
    if (area.name == name) return area.members;
  }
  for (const Union& body : world.unions) {
    if (body.name == name) return body.members;
  }
  std::vector<StateId> labelled;
  for (const StateId state : world.states()) {
    const auto& labels = world.places[state.index()].regions;
    if (std::ranges::count(labels, name) > 0) labelled.push_back(state);
  }
  return labelled;
}

/// All names of places and groups: those that a cut keeps, and the others.
struct KnownNames {
  std::vector<std::string> kept, cut_away;
};

KnownNames known_names(const World& world) {
  std::set<std::string> kept, cut_away;
  for (const Place& place : world.places) {
    const bool stays = !world.cut || std::ranges::count(world.cut->kept, place.state) > 0;
    (stays ? kept : cut_away).insert(place.id);
    (stays ? kept : cut_away).insert(place.regions.begin(), place.regions.end());
  }
  for (const Area& area : world.areas) kept.insert(area.name);
  for (const Union& body : world.unions) kept.insert(body.name);
  return {{kept.begin(), kept.end()}, {cut_away.begin(), cut_away.end()}};
}

std::optional<StateId> state_called(const World& world, const std::string& name) {
  const auto place = world.find_place(name);
  if (!place || place->value >= world.n_states) return std::nullopt;
  return StateId(place->value);
}

void refuse_as_state(Settings& settings, const World& world, const std::string& key,
                     const std::string& name) {
  const auto place = world.find_place(name);
  if (!place) return refuse_unknown(settings, world, key, name);
  settings.fault(key, fmt::format("\"{}\" is a place within {}: expected a country, area, union or "
                                  "region, whose citizens are meant",
                                  name, world.places[world.state_of(*place).index()].id));
}

}  // namespace

void refuse_unknown(Settings& settings, const World& world, const std::string& key,
                    const std::string& name) {
  if (world.cut && world.cut->rest == name) {
    return settings.fault(key,
                          fmt::format("\"{}\" is all that is cut away together: expected "
                                      "countries, places, areas, unions or regions that are kept",
                                      name));
  }
  const KnownNames known = known_names(world);
  settings.fault(key, fmt::format("\"{}\" is no country, place, area, union or region{}", name,
                                  nearest_hint(name, known.kept, known.cut_away)));
}

std::vector<PlaceId> places_called(const World& world, const std::string& name) {
  const auto state = state_called(world, name);
  if (!state) {
    if (const auto place = world.find_place(name)) return {*place};
  }
  std::vector<PlaceId> found;
  for (const StateId member : state ? std::vector{*state} : members_of(world, name)) {
    const auto& places = world.places_of(member);
    found.insert(found.end(), places.begin(), places.end());
  }
  return found;
}

std::vector<PlaceId> read_places(Settings& settings, const World& world, const std::string& key,
                                 const std::string& meaning) {
  std::set<PlaceId> found;
  for (const std::string& name : settings.texts(key, {}, meaning)) {
    const std::vector<PlaceId> places = places_called(world, name);
    if (places.empty()) refuse_unknown(settings, world, key, name);
    found.insert(places.begin(), places.end());
  }
  return {found.begin(), found.end()};
}

std::vector<StateId> read_states(Settings& settings, const World& world, const std::string& key,
                                 const std::string& meaning) {
  std::set<StateId> found;
  for (const std::string& name : settings.texts(key, {}, meaning)) {
    const auto members = members_of(world, name);
    if (const auto state = state_called(world, name)) {
      found.insert(*state);
    } else if (!members.empty()) {
      found.insert(members.begin(), members.end());
    } else {
      refuse_as_state(settings, world, key, name);
    }
  }
  return {found.begin(), found.end()};
}

std::string names_of(const World& world, const std::vector<PlaceId>& places) {
  std::string text;
  for (const PlaceId place : places) {
    text += (text.empty() ? "" : ", ") + world.places[place.index()].id;
  }
  return text.empty() ? "all" : text;
}

}  // namespace sojourn
