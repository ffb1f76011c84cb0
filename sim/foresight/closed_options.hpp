#pragma once

#include "sim/stages/stages.hpp"

namespace sojourn {

/// Whether a refusal closes its options to all people of a kind, for the whole tick.
bool closes(const Refusal& refusal, const Viewpoint& who);

/// Takes out of a row what rules close to all people of the kind: refusals and refused entry. What
/// is left costs what it did and the fee.
void apply_entry_rules(const Scene& scene, const ModuleSet& modules, const Viewpoint& who,
                       PayoffRow& row);

}  // namespace sojourn
