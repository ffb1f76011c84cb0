#pragma once

#include "sim/record/run_file.hpp"

namespace sojourn::command {

/// Says on standard error how much of what was asked for a file holds, where that is not all.
void warn_if_unfinished(const RunFile& file);

}  // namespace sojourn::command
