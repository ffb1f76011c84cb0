#pragma once

#include <optional>
#include <string>

#include "sim/input/settings.hpp"
#include "sim/world/world.hpp"

namespace sojourn {

/// The place called `id`. An unknown one is noted as a fault, and nothing is given back: what is
/// wrong with a name is told once, and nothing is said of the place that it is not.
inline std::optional<PlaceId> known_place(const World& world, Settings& settings,
                                          const std::string& key, const std::string& id) {
  const auto found = world.find_place(id);
  if (!found) world.require_place(settings, key, id);
  return found;
}

/// The same of a country; a place within one is a fault as well.
inline std::optional<StateId> known_state(const World& world, Settings& settings,
                                          const std::string& key, const std::string& id) {
  const auto found = world.find_place(id);
  if (found && found->value < world.n_states) return StateId(found->value);
  world.require_state(settings, key, id);
  return std::nullopt;
}

}  // namespace sojourn
