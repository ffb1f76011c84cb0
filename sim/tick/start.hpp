#pragma once

#include "sim/base/parallel.hpp"
#include "sim/people/population.hpp"
#include "sim/stages/stages.hpp"

namespace sojourn {

/// The population of the scenario's first tick: stocks abroad as records, everyone else as
/// residents with the demography's age structure. Fills the ledger's stocks.
Population materialise(const World& world, const Demography& demography, HotChannels hot,
                       Ledger& ledger, Crew& crew);

}  // namespace sojourn
