#pragma once

#include <string>
#include <vector>

#include "sim/input/node.hpp"
#include "sim/subworld/partition.hpp"

namespace sojourn {

/// What a cut has left out, in words, for whoever asked for it.
using CutNotes = std::vector<std::string>;

/// Notes the people and the rows of the whole's tables (`resolved`) that are not in those of the
/// part.
void note_losses(const Partition& cut, const Node& resolved, const Node& part, CutNotes& notes);

}  // namespace sojourn
