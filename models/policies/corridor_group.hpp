#pragma once

#include <string>
#include <vector>

#include "sim/base/id_set.hpp"
#include "sim/input/settings.hpp"
#include "sim/stages/products.hpp"

namespace sojourn::models {

/// Corridors that a list of names means, each by its name, with or without its route, or all of a
/// route; all corridors where the list is left out. An unknown name is a fault.
IdSet<CorridorId> read_corridors(Settings& settings, const World& world, const std::string& key,
                                 const std::string& meaning);

/// Some of those who get across a corridor, of all citizenships or of some, are sent back with a
/// chance, whoever else sends them back.
void send_back(const World& world, CorridorId corridor, const IdSet<StateId>& citizenships,
               double chance, Rules& rules);

}  // namespace sojourn::models
