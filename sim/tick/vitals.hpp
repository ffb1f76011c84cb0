#pragma once

#include "sim/base/parallel.hpp"
#include "sim/people/population.hpp"
#include "sim/stages/stages.hpp"

namespace sojourn {

/// Share of births that are boys (105 to 100).
inline constexpr double kMaleBirths = 0.512;

/// Births and deaths of residents over one tick, cohort by cohort; people with a record meet both
/// as hazards.
void vitals(const Scene& scene, const Demography& demography, Population& population,
            Ledger& ledger, Crew& crew);

}  // namespace sojourn
