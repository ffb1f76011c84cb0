#include "sim/world/tables/edits/cut_table.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "sim/input/text/characters.hpp"
#include "sim/world/place_group.hpp"

namespace sojourn {

namespace {

/// What of the world has the name already; empty: nothing. A module that names it would mean the
/// rest from then on.
std::string bearer_of(const World& world, const std::string& name) {
  const auto has = [&](const auto& bodies) {
    return std::ranges::any_of(bodies, [&](const auto& body) { return body.name == name; });
  };
  if (world.find_place(name)) return "a country or place";
  if (has(world.areas) || has(world.unions) || has(world.forums)) return "an area, union or forum";
  const bool labels = std::ranges::any_of(world.places, [&](const Place& place) {
    return std::ranges::count(place.regions, name) > 0;
  });
  return labels ? "a label of countries" : "";
}

void check_rest(Settings& settings, const World& world, const Cut& cut) {
  if (cut.rest.empty()) return;
  if (trimmed(cut.rest) != cut.rest || cut.rest == kEverywhere) {
    settings.fault("rest", "expected a name without blanks around it, other than \"*\"");
  }
  if (cut.kept.empty()) settings.fault("rest", "expected `only` as well, or there is no rest");
  if (const std::string bearer = bearer_of(world, cut.rest); !bearer.empty()) {
    settings.fault("rest", fmt::format("\"{}\" is the name of {}", cut.rest, bearer));
  }
  if (static_cast<int>(cut.kept.size()) == world.n_states) {
    settings.fault("rest", "every country is kept, so there is no rest");
  }
}

}  // namespace

void read_cut(Settings& settings, World& world) {
  Cut cut;
  cut.kept = read_states(settings, world, "only",
                         "countries that are kept, by id, area, union or label; empty: all");
  cut.rest = settings.text("rest", "",
                           "name of the one place that all other countries become; empty: they "
                           "are left out");
  check_rest(settings, world, cut);
  if (!cut.kept.empty()) world.cut = std::move(cut);
  const auto reference = settings.reals(
      "prospects_reference", "1", {-1e6, 1e6}, {},
      "inclusive value that prospects are measured against, one number; empty: the mean of the "
      "first tick");
  if (reference.size() > 1) settings.fault("prospects_reference", "expected one number at most");
  if (!reference.empty()) world.prospects_reference = reference.front();
  world.prospects_memory =
      settings.real("prospects_memory", "years", {0, 1000}, 0,
                    "time in which people get used to prospects where they live; 0: never");
}

}  // namespace sojourn
