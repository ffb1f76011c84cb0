#pragma once

#include <cstddef>
#include <filesystem>
#include <iosfwd>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "tools/sojourn/outcomes/run_outcomes.hpp"

namespace sojourn::command {

/// What runs came to that are over, by key: KEY.h5 in a folder. Each file is read once.
class FinishedRuns {
 public:
  explicit FinishedRuns(std::filesystem::path folder) : folder_(std::move(folder)) {}

  std::filesystem::path file_of(const std::string& key) const { return folder_ / (key + ".h5"); }
  bool has_file(const std::string& key) const;
  /// Reads those of `keys` that are there and were not read yet. A file that cannot be read counts
  /// as missing; `warnings` tells of it.
  void read(const std::vector<std::string>& keys, const std::vector<AskedOutcome>& asked,
            std::ostream& warnings);
  /// Null: missing, as far as was read.
  const RunOutcomes* find(const std::string& key) const;
  /// Removes what processes that ended left of `keys`, all of which are there.
  void remove_left(const std::set<std::string>& keys) const;
  /// How many runs lie there beside `keys`.
  std::size_t n_beside(const std::set<std::string>& keys) const;

 private:
  std::filesystem::path folder_;
  std::map<std::string, RunOutcomes> known_;
  std::set<std::string> damaged_;  // those that were told of
};

}  // namespace sojourn::command
