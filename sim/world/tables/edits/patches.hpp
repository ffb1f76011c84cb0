#pragma once

#include <set>
#include <string>
#include <vector>

#include "sim/world/tables/reading.hpp"

namespace sojourn {

/// Rows that can be changed one by one: `[countries.PER]` lays its keys over the row of PER.
struct Patchable {
  const char* table;               // of the patches: "countries"
  std::set<std::string> identity;  // keys that name a row, and so cannot be changed
  /// The full name of a row, and a shorter one where there is one.
  std::vector<std::string> (*names)(const Node& row);
};

extern const Patchable kCountryPatches, kPlacePatches, kCorridorPatches;

/// Lays the scenario's patches over the rows. A patch of no row, or of several, is a fault.
void patch_rows(const Reading& reading, const Patchable& what, Node::Array& rows);

}  // namespace sojourn
