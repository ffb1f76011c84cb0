#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "sim/input/scenario.hpp"

namespace sojourn::command {

class Cli;

/// What `sojourn sensitivity` was asked for.
struct SensitivityRequest {
  ScenarioRequest scenario;
  std::vector<std::string> variations;  // "path=low..high"
  std::vector<std::string> outcomes;    // names; empty: all
  int samples = 64;                     // rows of the design
  int replicates = 1;
  std::filesystem::path out;  // folder; empty: the scenario's name with "-sensitivity"
  int threads = 0;            // 0: every core
  bool force = false;
  bool quiet = false;
  std::string command_line;
};

/// Declares `sojourn sensitivity`.
void add_sensitivity(Cli& cli);

/// Which settings make outcomes vary: first-order and total Sobol indices with bootstrap intervals,
/// on stdout and in OUT/sensitivity.h5. Takes (number of ranges + 2)*samples*replicates runs, which
/// are kept in OUT/runs as `compare` keeps them. An outcome is the mean over replicates.
/// @throws InputError, OutputExists, WriteError
/// @return 0, or 130 when interrupted
int sensitivity(const SensitivityRequest& request);

}  // namespace sojourn::command
