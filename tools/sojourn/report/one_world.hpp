#pragma once

#include <vector>

#include "tools/sojourn/report/run_view.hpp"

namespace sojourn::command {

/// Another world's numbers, or another policy's, must not pass for a replicate's.
/// @throws ReadError, with what differs, where two runs differ in more than their seed
void require_replicate(const RunView& first, const RunView& other);

/// @throws ReadError where two runs have one seed: they are one run twice
void require_apart(const std::vector<RunView>& runs);

}  // namespace sojourn::command
