#pragma once

#include <iosfwd>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "sim/record/run_file.hpp"

namespace sojourn::command {

/// How many people each policy refused, admitted and moved in the whole of a run, as its counters
/// have it; of several replicates the mean.
class PolicySummary {
 public:
  /// Adds a run. @throws ReadError
  void add(const RunFile& run);
  /// A row by policy, a column by counter, divided by `n` runs; nothing where there is no policy.
  void print(double n, std::ostream& out) const;

 private:
  void add_counter(const RunFile& run, const StoredDataset& counter);
  double persons(const std::string& policy, const std::string& counter) const;

  std::vector<std::string> policies_, counters_;                   // in the order of the run file
  std::map<std::pair<std::string, std::string>, double> persons_;  // by policy and counter
};

}  // namespace sojourn::command
