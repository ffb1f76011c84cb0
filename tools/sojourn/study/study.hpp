#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "sim/subworld/subworld.hpp"
#include "tools/sojourn/outcomes/finished_runs.hpp"
#include "tools/sojourn/study/checked_scenario.hpp"
#include "tools/sojourn/study/ensemble.hpp"
#include "tools/sojourn/study/regimes.hpp"

namespace sojourn::command {

/// One scenario of a study, run once per replicate.
struct StudyRow {
  std::string name;
  ScenarioRequest request;                      // all of it
  std::vector<std::filesystem::path> overlays;  // those in force before the branch
};

struct StudyOptions {
  int replicates = 1;
  std::string branch_at;  // date; empty: no shared past
  std::filesystem::path folder;
  std::vector<std::string> outcomes = {};  // as given to --outcome; empty: all
  bool force = false;                      // also with less memory than the estimate
  bool warn = true;                        // of what scenarios should know
};

/// Scenarios that are run with common random numbers: replicate r of each has the first one's seed
/// plus r - 1. What a run came to is kept in FOLDER/runs under a key that names the resolved
/// scenario, its past, and the program; whatever lies there already is not run again.
class Study {
 public:
  /// Reads and checks all scenarios. @throws InputError
  Study(std::vector<StudyRow> rows, const StudyOptions& options);
  ~Study();
  Study(const Study&) = delete;
  Study& operator=(const Study&) = delete;

  const World& world() const { return *world_; }
  int first() const { return first_; }  // [tick]
  const std::vector<std::int64_t>& seeds() const { return seeds_; }
  /// The row's modules with every default filled in, as TOML.
  const std::string& modules(std::size_t row) const { return modules_[row]; }
  /// What is asked of the runs.
  const std::vector<AskedOutcome>& outcomes() const { return outcomes_; }
  /// Where the run lies when it is over.
  std::filesystem::path run_file(std::size_t row, std::size_t replicate) const {
    return finished_.file_of(run_key(row, replicate));
  }
  /// Names all its runs.
  std::string key() const;
  /// Names of all of them: rows one after the other, [row * replicates + replicate].
  const std::vector<std::string>& run_keys() const { return keys_; }
  /// Names one; rows of the same scenario share it.
  const std::string& run_key(std::size_t row, std::size_t replicate) const;

  /// Runs what is missing and no other process is at, and waits for what others are at.
  /// @return whether nothing is missing any more
  /// @throws std::runtime_error: a run failed, or was made and cannot be read back
  /// @throws WriteError: another version of the program is at work in the folder
  bool run(int threads, bool quiet);
  /// Reads what others have made meanwhile; to be called by who holds the lease of the study's
  /// result, who writes it. What is left of processes that ended goes away when all is there.
  /// @return whether nothing is missing any more
  bool look_again();
  /// What a run came to, after run(); null if it is missing.
  const RunOutcomes* outcomes(std::size_t row, std::size_t replicate) const;

 private:
  /// Files that were read, and what is laid over them.
  struct Recipe {
    std::shared_ptr<const Node> files;
    std::vector<std::string> assignments, varied;
    std::shared_ptr<const Node> part = nullptr;  // where it is of a part of its world
    Node plain() const {
      return part != nullptr ? *part : with_assignments(*files, assignments, varied);
    }
    Node scenario(std::int64_t seed) const;
  };

  void ask(const OutcomeWishes& wishes);
  void require_all_read() const;
  Recipe recipe_of(const ScenarioRequest& request, bool past);
  void cut(Recipe& recipe, const StudyRow& row);
  Recipe past_recipe_of(const StudyRow& row);
  void read(const StudyRow& row);
  std::string past_text(const StudyRow& row, CheckedScenario& checked);
  void require_one_world(const StudyRow& row, const World& world) const;
  bool is_over(const std::string& key);
  EnsembleRun run_of(std::size_t row, std::size_t replicate);
  std::vector<SharedPast> missing();
  std::vector<SharedPast> missing_branches(std::size_t replicate);
  void refuse_other_program() const;
  void print_finished(std::size_t n_missing) const;

  std::vector<StudyRow> rows_;
  StudyOptions options_;
  std::string program_;  // its identity
  Catalog catalog_;
  std::map<std::vector<std::filesystem::path>, std::shared_ptr<const Node>> read_;  // by overlays
  std::map<std::string, CutConstants> constants_;  // of cuts, by the scenario
  std::vector<Recipe> recipes_;                    // [row]
  std::vector<std::string> modules_;               // [row]
  std::vector<Recipe> pasts_;
  std::map<std::string, std::size_t> past_by_text_;
  std::vector<std::size_t> past_of_;  // [row], where there is a shared past
  std::vector<std::int64_t> seeds_;
  std::vector<std::string> keys_;  // [row * replicates + replicate]
  std::vector<AskedOutcome> outcomes_;
  FinishedRuns finished_;
  std::optional<World> world_;  // of the first row
  int first_ = 0;
  double memory_ = 0;
  std::set<std::string> warned_;  // of what was told already
};

}  // namespace sojourn::command
