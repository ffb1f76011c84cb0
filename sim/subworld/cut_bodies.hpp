#pragma once

#include <string>

#include "sim/subworld/cut_notes.hpp"

namespace sojourn {

/// `areas`, `unions` or `forums` (`table`) with the members that are kept; those without any are
/// left out. The rest is no member of anything.
Node cut_bodies(const Partition& cut, const Node& resolved, const std::string& table,
                CutNotes& notes);

}  // namespace sojourn
