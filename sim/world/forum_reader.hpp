#pragma once

#include "sim/input/settings.hpp"
#include "sim/world/world.hpp"

namespace sojourn {

/// Reads a table [forums.NAME] apart from its members, who are read by then.
Forum read_forum(const World& world, const std::string& name, std::vector<StateId> members,
                 Settings& settings);

}  // namespace sojourn
