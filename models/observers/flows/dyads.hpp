#pragma once

#include <string>
#include <vector>

#include "models/observers/flows/dyad_watch.hpp"

namespace sojourn::models {

/// "EU-TUR".
std::string name_of(const std::vector<Party>& parties, const Dyad& dyad);

/// The dyads that a setting names; each name that is none is a fault.
std::vector<Dyad> read_dyads(Settings& settings, const std::string& key,
                             const std::vector<std::string>& names, const World& world,
                             const std::vector<Party>& parties);

/// The `most` pairs with the most people of one living in the other at the start (none where
/// nobody does), those with more first.
std::vector<Dyad> largest_dyads(const World& world, const std::vector<Party>& parties,
                                std::size_t most);

}  // namespace sojourn::models
