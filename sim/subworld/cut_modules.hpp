#pragma once

#include "sim/stages/catalog.hpp"
#include "sim/subworld/cut_notes.hpp"

namespace sojourn {

/// `modules` without the names that the world of the part (`part`) does not know. What concerned
/// those names alone is left out, since an empty list may mean everybody: a lever of a policy or
/// deal where the list is about this lever, else the module; it is dropped, or switched off where
/// every simulation has it. So is a module that cannot be in the part for another reason.
Node cut_modules(const Partition& cut, const Catalog& catalog, const World& part,
                 const Node& modules, CutNotes& notes);

/// `outcomes` without those that ask for who is left out.
Node cut_outcomes(const Partition& cut, const Node& outcomes, CutNotes& notes);

}  // namespace sojourn
