#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "sim/input/scenario.hpp"

namespace sojourn::command {

class Cli;

/// What `sojourn calibrate` was asked for.
struct CalibrateRequest {
  ScenarioRequest scenario;
  std::filesystem::path targets;  // CSV
  std::vector<std::string> fits;  // "path" or "path=low..high"
  int search = 60;                // trials of the search; 0: none
  int particles = 0;              // of the posterior; 0: none
  int profile = 0;                // points of each setting's profile; 0: none
  int replicates = 1;
  std::filesystem::path out;  // folder; empty: the scenario's name with "-calibration"
  int threads = 0;            // 0: every core
  bool force = false;
  bool quiet = false;
  std::string command_line;
};

/// Declares `sojourn calibrate`.
void add_calibrate(Cli& cli);

/// Fits settings to targets: OUT/best.toml (an overlay), posterior.csv, profile.csv and log.csv of
/// every trial. The same command goes on after an interruption.
/// @throws InputError, OutputExists, WriteError
/// @return 0, or 130 when interrupted
int calibrate(const CalibrateRequest& request);

}  // namespace sojourn::command
