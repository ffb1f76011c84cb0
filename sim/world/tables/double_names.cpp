#include "sim/world/tables/double_names.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace sojourn {

namespace {

struct Meaning {
  const char* kind;
  std::set<PlaceId> places;
};

/// In the order in which lists of names look for them.
using Meanings = std::map<std::string, std::vector<Meaning>>;

template <class Bodies>
void add_bodies(const Bodies& bodies, const char* kind, Meanings& all) {
  for (const auto& body : bodies) {
    Meaning meaning{kind, {}};
    for (const StateId member : body.members) meaning.places.insert(place_of(member));
    all[body.name].push_back(std::move(meaning));
  }
}

Meanings meanings_in(const World& world) {
  Meanings all;
  std::map<std::string, std::set<PlaceId>> labelled;
  for (const PlaceId place : world.place_ids()) {
    const bool is_country = place.value < world.n_states;
    all[world.places[place.index()].id].push_back({is_country ? "country" : "place", {place}});
    if (!is_country) continue;
    for (const std::string& label : world.places[place.index()].regions) {
      labelled[label].insert(place);
    }
  }
  add_bodies(world.areas, "area", all);
  add_bodies(world.unions, "union", all);
  for (const auto& [label, places] : labelled) all[label].push_back({"label", places});
  return all;
}

}  // namespace

void warn_of_double_names(World& world) {
  std::vector<std::string> doubles;
  for (const auto& [name, meanings] : meanings_in(world)) {
    const Meaning& first = meanings.front();
    const auto other = std::ranges::find_if(
        meanings, [&](const Meaning& one) { return one.places != first.places; });
    if (other == meanings.end()) continue;
    doubles.push_back(fmt::format("\"{}\" (the {}, not the {})", name, first.kind, other->kind));
  }
  if (doubles.empty()) return;
  world.warnings.push_back(
      fmt::format("names with two meanings, and which of them lists of names "
                  "have: {}",
                  fmt::join(doubles, ", ")));
}

}  // namespace sojourn
