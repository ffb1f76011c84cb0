#pragma once

#include "models/deals/pact.hpp"

namespace sojourn::models {

/// Whether a corridor leads from a party to another, or abroad where `to` is null.
bool has_corridor(const World& world, const Party& from, const Party* to);

/// Terms of a pact that nothing in the world answers to, in words.
std::vector<std::string> terms_without_effect(const World& world, const Pact& pact);

/// What of it depends on other modules: its channel, and who bargains over the same.
std::vector<std::string> pact_among(const ModuleSet& modules, const Pact& pact);

}  // namespace sojourn::models
