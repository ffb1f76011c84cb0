#pragma once

#include <filesystem>
#include <set>
#include <string>

#include "tools/sojourn/console/progress.hpp"
#include "tools/sojourn/program/lease.hpp"
#include "tools/sojourn/run/checkpoints.hpp"
#include "tools/sojourn/run/run_plan.hpp"

namespace sojourn::command {

/// A run and its file.
struct RunJob {
  RunPlan plan;
  std::filesystem::path output;
  CheckpointInterval interval;
  int threads = 0;
  bool force = false;
  bool quiet = false;
  std::string command_line;  // for the provenance
};

/// Does it from the first tick, or from its last checkpoint, to the finished file. An interrupted
/// run leaves a file whose attribute `complete` is 0, and a checkpoint.
/// @param lease of the output; renewed meanwhile
/// @param told warnings that need not be told again
/// @return whether all ticks were done
/// @throws OutputExists, WriteError
bool do_run(const RunJob& job, Lease& lease, const Catalog& catalog, Progress& progress,
            std::set<std::string>& told);

/// What becomes of a run that was interrupted.
void tell_interrupted(const std::filesystem::path& output);

}  // namespace sojourn::command
