#pragma once

#include <map>
#include <optional>
#include <string>
#include <utility>

#include "sim/simulation.hpp"
#include "sim/subworld/cut_notes.hpp"

namespace sojourn {

/// Constants that let a part of a world do at the start what it does within the whole.
struct CutConstants {
  std::optional<double> reference;        // World::prospects_reference
  std::map<std::string, double> to_rest;  // addend of the affinity for the rest, by country
  std::map<std::string, double> of_rest;  // of the rest's people's affinity, by destination
  std::map<std::string, double> quota;    // Place::quota_share, by country
  /// Addend of the length of a corridor through the rest, by its ends [km].
  std::map<std::pair<std::string, std::string>, double> through;
};

/// A part of a world, as a scenario that runs by itself.
struct Subworld {
  Node scenario;
  CutConstants constants;
  CutNotes notes;  // what was left out
};

/// Whether a scenario asks for a part of its world.
bool wants_cut(const Node& scenario);

/// Makes the cut that `world.only` and `world.rest` ask for (ODD 5.1); a scenario that asks for
/// none stays as it is. The whole is read and checked, and its first tick run, since the constants
/// are what the choice model says there; `constants` of another cut are taken over instead.
/// @throws InputError with every fault of the whole
Subworld cut_world(const Node& scenario, const Catalog& catalog,
                   const CutConstants* constants = nullptr);

}  // namespace sojourn
