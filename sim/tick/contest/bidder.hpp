#pragma once

#include "sim/tick/moves.hpp"

namespace sojourn {

/// What rules ask of someone who wants to go.
PersonalTraits traits_of(const Scene& scene, const Bid& bid);

/// When in the tick someone acts, uniform in (0, 1).
double moment_of(const Scene& scene, const Bid& bid);
/// Whether that lies in the part; nothing is drawn where it is the whole tick.
bool acts_in(const Scene& scene, const Bid& bid, PartOfTick part);

}  // namespace sojourn
