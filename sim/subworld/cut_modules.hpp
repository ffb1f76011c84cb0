#pragma once

#include "sim/stages/catalog.hpp"
#include "sim/subworld/cut_notes.hpp"

namespace sojourn {

/// Drops names outside the part from `modules`. A list left empty would mean everybody, so its
/// lever (of a policy or deal) or its module is removed, or switched off if every simulation has
/// it. A module that cannot be in the part for another reason is removed likewise.
Node cut_modules(const Partition& cut, const Catalog& catalog, const World& part,
                 const Node& modules, CutNotes& notes);

/// `outcomes` without those that ask for who is left out.
Node cut_outcomes(const Partition& cut, const Node& outcomes, CutNotes& notes);

}  // namespace sojourn
