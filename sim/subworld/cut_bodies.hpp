#pragma once

#include <string>
#include <vector>

#include "sim/stages/catalog.hpp"
#include "sim/subworld/partition.hpp"

namespace sojourn {

/// What a cut has left out, in words, for whoever asked for it.
using CutNotes = std::vector<std::string>;

/// `areas`, `unions` or `forums` (`table`) with the members that are kept; those without any are
/// left out. The rest is no member of anything.
Node cut_bodies(const Partition& cut, const Node& resolved, const std::string& table,
                CutNotes& notes);

/// `modules` without the names of who is left out. Of a module whose list of those whom it concerns
/// is empty then, or that names one who is left out alone, nothing is left: it is dropped, or
/// switched off where every simulation has it.
Node cut_modules(const Partition& cut, const Catalog& catalog, const Node& modules,
                 CutNotes& notes);

}  // namespace sojourn
