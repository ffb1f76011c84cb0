#include "sim/world/tables/cut_table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace sojourn {

namespace {

/// The countries that a name means: one of that id, or those of an area or a label.
std::vector<StateId> meant(const World& world, const std::string& name) {
  if (const auto place = world.find_place(name); place && place->value < world.n_states) {
    return {StateId(place->value)};
  }
  const auto area = std::ranges::find(world.areas, name, &Area::name);
  if (area != world.areas.end()) return area->members;
  std::vector<StateId> labelled;
  for (const StateId state : world.states()) {
    const auto& regions = world.places[state.index()].regions;
    if (std::ranges::count(regions, name) > 0) labelled.push_back(state);
  }
  return labelled;
}

std::vector<std::string> known_names(const World& world) {
  std::set<std::string> names;
  for (const StateId state : world.states()) {
    const Place& place = world.places[state.index()];
    names.insert(place.id);
    names.insert(place.regions.begin(), place.regions.end());
  }
  for (const Area& area : world.areas) names.insert(area.name);
  return {names.begin(), names.end()};
}

/// In the order of the world.
std::vector<StateId> kept_states(Settings& settings, const World& world,
                                 const std::vector<std::string>& names) {
  std::set<StateId> kept;
  for (const std::string& name : names) {
    const std::vector<StateId> states = meant(world, name);
    if (states.empty()) {
      settings.fault("only", fmt::format("no country, area or label is called \"{}\"{}", name,
                                         nearest_hint(name, known_names(world))));
    }
    kept.insert(states.begin(), states.end());
  }
  return {kept.begin(), kept.end()};
}

void check_rest(Settings& settings, const World& world, const Cut& cut, bool wanted) {
  if (cut.rest.empty()) return;
  if (!wanted) settings.fault("rest", "expected `only` as well, or there is no rest");
  if (world.find_place(cut.rest)) {
    settings.fault("rest", fmt::format("\"{}\" is the name of a country or place", cut.rest));
  }
  if (wanted && static_cast<int>(cut.kept.size()) == world.n_states) {
    settings.fault("rest", "every country is kept, so there is no rest");
  }
}

}  // namespace

void read_cut(Settings& settings, World& world) {
  const auto names =
      settings.texts("only", {}, "countries that are kept, by id, area or label; empty: all");
  Cut cut;
  cut.rest = settings.text("rest", "",
                           "name of the one place that all other countries become; empty: they "
                           "are left out");
  cut.kept = kept_states(settings, world, names);
  check_rest(settings, world, cut, !names.empty());
  if (!names.empty()) world.cut = std::move(cut);
  const auto reference = settings.reals(
      "prospects_reference", "1", {-1e6, 1e6}, {},
      "inclusive value that prospects are measured against, one number; empty: the mean of the "
      "first tick");
  if (reference.size() > 1) settings.fault("prospects_reference", "expected one number at most");
  if (!reference.empty()) world.prospects_reference = reference.front();
}

}  // namespace sojourn
