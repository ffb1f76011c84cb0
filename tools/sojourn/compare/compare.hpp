#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "sim/input/scenario.hpp"

namespace sojourn::command {

class Cli;

/// What `sojourn compare` was asked for.
struct CompareRequest {
  ScenarioRequest scenario;
  std::vector<std::string> regimes;     // "[name=]FILE[+FILE...]"
  std::vector<std::string> variations;  // "path=a,b,c" or "path=low..high"
  int samples = 0;                      // of the ranges
  int replicates = 5;
  std::vector<std::string> outcomes;  // "NAME" or "NAME=SELECTION"; empty: all
  std::string branch_at;              // date; empty: regimes hold from the start
  std::filesystem::path out;          // folder; empty: the scenario's name with "-compare"
  int threads = 0;                    // 0: every core
  bool force = false;
  bool quiet = false;
  /// Folder of files that are there for this call alone and are told by their stem; empty: none.
  std::filesystem::path scratch;
  std::string command_line;
};

/// Declares `sojourn compare`.
void add_compare(Cli& cli);

/// Runs a scenario under several regimes with common random numbers: replicate r has the same seed
/// in each. Finished runs lie in OUT/runs and are not run again; OUT/compare.h5 holds what came of
/// all, NaN where a run is missing. A table goes to stdout.
/// @throws InputError, OutputExists, WriteError
/// @return 0, or 130 when interrupted
int compare(const CompareRequest& request);

}  // namespace sojourn::command
