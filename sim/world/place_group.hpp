#pragma once

#include <string>
#include <vector>

#include "sim/base/id_set.hpp"
#include "sim/input/settings.hpp"
#include "sim/world/world.hpp"

namespace sojourn {

/// Places that a list of names means: a country with the places within it, a place, an area, a
/// union, or a label of regions with all countries that have it. An unknown name is a fault.
std::vector<PlaceId> read_places(Settings& settings, const World& world, const std::string& key,
                                 const std::string& meaning);

/// The same of one name; nothing for an unknown one.
std::vector<PlaceId> places_called(const World& world, const std::string& name);
/// Notes that a name means nothing.
void refuse_unknown(Settings& settings, const World& world, const std::string& key,
                    const std::string& name);

/// Countries that a list of names means: a country, an area, a union, or a label of regions.
std::vector<StateId> read_states(Settings& settings, const World& world, const std::string& key,
                                 const std::string& meaning);

/// A list that was left out means all.
template <class Id>
IdSet<Id> listed_or_all(const std::vector<Id>& ids) {
  return ids.empty() ? IdSet<Id>() : IdSet<Id>::of(ids);
}

/// "DEU, FRA", in the world's order; "all" for a set of all.
std::string names_of(const World& world, const std::vector<PlaceId>& places);

}  // namespace sojourn
