#pragma once

namespace sojourn::command {

/// How many threads may work: `wanted` (0: every core), or fewer where the system does not give as
/// many (`ulimit -u`, `ulimit -v`, control groups), which is told on standard error. Each is tried
/// with a stack of its own, since a library that cannot have its threads ends the program. Of what
/// a tight limit allows, half is left to the run.
/// @return `wanted` where all can be had
int threads_to_be_had(int wanted);

}  // namespace sojourn::command
