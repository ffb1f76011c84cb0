#pragma once

#include <string>

#include "sim/world/world.hpp"

namespace sojourn {

/// "land", "sea" or "air".
std::string mode_name(Mode mode);
/// The mode of that name; land for any other.
Mode mode_called(const std::string& name);

/// "TUR-GRC sea" of the ids of its ends and the name of its mode; with the route after it where
/// `route` is not empty.
std::string corridor_name(const std::string& from, const std::string& to, const std::string& mode,
                          const std::string& route);
/// The same of a corridor of the world: what run files call it.
std::string corridor_name(const World& world, CorridorId corridor);
/// Its name without a route.
std::string short_corridor_name(const World& world, CorridorId corridor);

}  // namespace sojourn
