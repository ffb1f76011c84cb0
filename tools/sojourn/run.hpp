#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "sim/scenario.hpp"

namespace sojourn {

/// What `sojourn run` was asked for.
struct RunRequest {
  ScenarioRequest scenario;
  std::filesystem::path out;
  int threads = 0;
  int replicates = 1;
  bool force = false;
  bool quiet = false;
  std::string command_line;
};

/// Runs the scenario, writes the run file(s). Replicate r > 1 has the seed of the scenario plus
/// r - 1 and the file name with `-r` before the extension.
/// @throws InputError, OutputExists, WriteError. @return 0, or 130 when interrupted.
int run(const RunRequest& request);

/// "name-3.h5" for replicate 3 of "name.h5"; the name itself where there is only one.
std::filesystem::path replicate_path(const std::filesystem::path& out, int replicate, int n);

}  // namespace sojourn
