#pragma once

#include "sim/input/settings.hpp"

namespace sojourn {

/// Reads `ticks` and `end`, the first day after the run, which say the same: both are taken only
/// where they agree, but one that the command line gives wins over one of a file. @return ticks
int read_run_length(Settings& run, const Calendar& calendar);

/// The resolved table of a run of `n_ticks`, in which nothing is said twice.
Node with_ticks_alone(Node run, int n_ticks);

}  // namespace sojourn
