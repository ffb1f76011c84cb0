#include "tools/sojourn/outcomes/finished_runs.hpp"

#include <fmt/format.h>

#include <ostream>
#include <system_error>

#include "sim/record/h5.hpp"

namespace sojourn::command {

namespace fs = std::filesystem;

bool FinishedRuns::has_file(const std::string& key) const {
  std::error_code ignored;
  return fs::exists(file_of(key), ignored);
}

void FinishedRuns::read(const std::vector<std::string>& keys,
                        const std::vector<AskedOutcome>& asked, std::ostream& warnings) {
  for (const std::string& key : std::set<std::string>(keys.begin(), keys.end())) {
    if (known_.contains(key) || !has_file(key)) continue;
    try {
      known_.emplace(key, read_outcomes(file_of(key), asked));
    } catch (const ReadError& error) {
      if (!damaged_.insert(key).second) continue;
      warnings << fmt::format("warning: {}; this run counts as missing\n", error.what());
    }
  }
}

const RunOutcomes* FinishedRuns::find(const std::string& key) const {
  const auto found = known_.find(key);
  return found == known_.end() ? nullptr : &found->second;
}

std::size_t FinishedRuns::n_beside(const std::set<std::string>& keys) const {
  std::size_t n = 0;
  for (const auto& entry : fs::directory_iterator(folder_)) {
    const bool run = entry.path().extension() == ".h5";
    n += run && !keys.contains(entry.path().stem().string()) ? 1 : 0;
  }
  return n;
}

}  // namespace sojourn::command
