#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "sim/input/node.hpp"

namespace sojourn::command {

/// One run of an ensemble.
struct EnsembleRun {
  std::function<Node()> scenario;  // called by the process that runs it
  std::string label;               // for messages: "bilateral, replicate 2"
  std::filesystem::path outcomes;  // written when the run is over
  std::function<bool()> is_over;   // whether it is there, whoever made it
};

/// Runs that have the same past: `history` until tick `first`, from where each goes on with its own
/// modules (Simulation::begin_regime). Without a shared past `first` is 0, there is one run, and
/// `history` is its scenario.
struct SharedPast {
  std::function<Node()> history;
  int first = 0;  // [tick]
  int n_ticks = 0;
  std::vector<EnsembleRun> runs;
};

struct EnsembleRequest {
  int threads = 0;            // in all; 0: every core
  double memory_per_run = 0;  // [bytes]; as many run at once as there is room for
  bool quiet = false;
};

/// Runs them all, each past and each run in a process of its own; fork() copies a past, whose
/// threads have ended by then. No thread may live in the calling process. Every finished run is a
/// whole file. Others may do the same at the same time: what runs here has its lease, and what has
/// the lease of another is waited for, or run here when that has ended. When interrupted
/// (InterruptGuard), runs under way are lost.
/// @return whether all were done, here or elsewhere
/// @throws std::runtime_error: a run failed; what it said is on stderr
bool run_ensemble(const std::vector<SharedPast>& pasts, const EnsembleRequest& request);

}  // namespace sojourn::command
