#pragma once

#include "sim/world/world.hpp"

namespace sojourn {

/// Warns once of names that mean one thing as an id and another as an area, union or label: a list
/// of names means the first of these that there is.
void warn_of_double_names(World& world);

}  // namespace sojourn
