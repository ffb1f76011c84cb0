#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "sim/stages/catalog.hpp"
#include "tools/sojourn/outcomes/run_index.hpp"
#include "tools/sojourn/program/lease.hpp"
#include "tools/sojourn/run/kept_runs.hpp"
#include "tools/sojourn/run/run_plan.hpp"
#include "tools/sojourn/run/run_request.hpp"

namespace sojourn::command {

/// The replicates of a scenario at one point where settings are varied, shared with all processes
/// that run the same: who has the lease of a run file makes it.
class PointRuns {
 public:
  /// Reads and checks the scenario; that an output is an input is found, too.
  /// @param alone it is one run, which must be made here
  /// @param tell whether what a cut leaves out is told
  /// @throws InputError
  PointRuns(const RunRequest& request, const Catalog& catalog, bool alone, bool tell);

  /// Says which files lie there already and are not what is asked for; those that are, or can be
  /// gone on with, are kept. @throws OutputExists
  void refuse_others() const;
  /// What is asked of the runs can be had. @throws InputError
  void check_outcomes() const;
  /// Runs what is missing and nobody else is at.
  /// @param told warnings that need not be told again
  /// @return false: it was asked to stop
  /// @throws OutputExists, WriteError
  bool pass(std::set<std::string>& told);
  /// How many other processes are at.
  std::size_t n_elsewhere() const;
  void print_summary() const;
  /// All of them, made or not.
  std::vector<IndexedRun> index() const;

 private:
  enum class State { kMissing, kWhole, kUnfinished };
  struct Replicate {
    std::filesystem::path output;
    State state = State::kMissing;
  };

  std::uint64_t seed_of(std::size_t replicate) const { return seed_ + replicate; }
  RunPlan plan_for(std::size_t replicate) const;
  bool is_kept(std::size_t replicate) const;
  std::unique_ptr<Lease> lease_of(std::size_t replicate) const;
  bool make(std::size_t replicate, Lease& lease, std::set<std::string>& told) const;
  void look_at(std::size_t replicate, std::set<std::string>& told);

  RunRequest request_;
  const Catalog& catalog_;
  bool alone_;
  RunPlan plan_;
  std::unique_ptr<KeptRuns> kept_;
  std::uint64_t seed_ = 0;
  std::vector<Replicate> replicates_;
};

}  // namespace sojourn::command
