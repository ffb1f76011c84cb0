#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "sim/input/scenario.hpp"

namespace sojourn::command {

class Cli;

/// What `sojourn run` was asked for.
struct RunRequest {
  ScenarioRequest scenario;
  std::filesystem::path out;  // empty: the scenario's name with ".h5", in the current folder
  int threads = 0;            // 0: every core
  int replicates = 1;
  std::string regime;                   // "[name=]FILE[+FILE...]"; empty: none
  std::string regime_from;              // date on which it begins; empty: with the run
  std::vector<std::string> variations;  // "path=a,b,c" or "path=low..high"
  int samples = 0;                      // of the ranges
  bool force = false;
  bool quiet = false;
  std::string command_line;  // for the provenance
};

/// Declares `sojourn run`.
void add_run(Cli& cli);

/// Runs the scenario and writes the run file, or one per replicate, one after the other: replicate
/// r has the scenario's seed plus r - 1. Progress goes to stderr, a summary to stdout.
/// Where settings are varied, all of this at every point, in files "name-p1.h5", "name-p2.h5", and
/// a table of what each is in "name-index.csv"; all points are checked before the first one runs. An
/// output that is an input is refused.
/// An interrupted run ends after its tick and leaves a whole run file whose root attribute
/// `complete` is 0.
/// @throws InputError, OutputExists (before any work is done), WriteError
/// @return 0, or 130 when interrupted
int run(const RunRequest& request);

/// "name-p3.h5" for point 3 of "name.h5"; the name itself where there is only one.
std::filesystem::path point_path(const std::filesystem::path& out, std::size_t point,
                                 std::size_t n);

/// "name-3.h5" for replicate 3 of "name.h5"; the name itself where there is only one.
std::filesystem::path replicate_path(const std::filesystem::path& out, int replicate, int n);

}  // namespace sojourn::command
