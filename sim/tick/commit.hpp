#pragma once

#include "sim/base/parallel.hpp"
#include "sim/people/population.hpp"
#include "sim/tick/life_sample.hpp"
#include "sim/tick/moves.hpp"

namespace sojourn {

/// Applies the tick's moves: the only writer of who is where. Removals go in descending, appends in
/// ascending order within a shard, so the result does not depend on threads.
void commit(const Scene& scene, const Demography& demography, Moves& moves, Population& population,
            Ledger& ledger, LifeSample& lives, Crew& crew);

/// Returned persons whose hazards are residents' again become residents.
void fold_returned(const Scene& scene, Population& population, Ledger& ledger,
                   const LifeSample& lives, Crew& crew);

}  // namespace sojourn
