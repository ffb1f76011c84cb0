#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "sim/input/scenario.hpp"

namespace sojourn::command {

/// What `sojourn run` was asked for.
struct RunRequest {
  ScenarioRequest scenario;
  std::filesystem::path out;  // empty: the scenario's name with ".h5", in the current folder
  int threads = 0;            // 0: every core
  int replicates = 1;
  std::string regime;                      // "[name=]FILE[+FILE...]"; empty: none
  std::string regime_from;                 // date on which it begins; empty: with the run
  std::vector<std::string> variations;     // "path=a,b,c" or "path=low..high"
  int samples = 0;                         // of the ranges
  std::string checkpoint_every = "10min";  // ticks, minutes, "never"
  bool force = false;
  bool quiet = false;
  std::string command_line;  // for the provenance
};

}  // namespace sojourn::command
