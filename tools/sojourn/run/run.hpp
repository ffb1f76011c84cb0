#pragma once

#include "tools/sojourn/run/run_request.hpp"

namespace sojourn::command {

class Cli;

/// Declares `sojourn run`.
void add_run(Cli& cli);

/// Runs the scenario and writes the run file, or one per replicate, one after the other: replicate
/// r has the scenario's seed plus r - 1. Progress goes to stderr, a summary to stdout.
/// Where settings are varied, all of this at every point, in files "name-p1.h5", "name-p2.h5", and
/// a table of what each is in "name-index.csv"; all points are checked before the first one runs.
/// An output that is an input is refused. An interrupted run ends after its tick and leaves a whole
/// run file whose root attribute `complete` is 0, and a checkpoint, from which the same request
/// goes on; of several runs those that are whole are kept. Any number of processes, on any number
/// of machines, may be started with the same request of several runs: each run is made by one of
/// them, and each ends when all are there.
/// @throws InputError, OutputExists (before any work is done), WriteError
/// @return 0, or 130 when interrupted
int run(const RunRequest& request);

}  // namespace sojourn::command
