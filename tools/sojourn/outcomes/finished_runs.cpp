#include "tools/sojourn/outcomes/finished_runs.hpp"

#include <fmt/format.h>

#include <ostream>
#include <system_error>

#include "sim/record/h5.hpp"
#include "sim/record/left_behind.hpp"
#include "sim/record/part_file.hpp"
#include "tools/sojourn/program/lease.hpp"

namespace sojourn::command {

namespace fs = std::filesystem;

namespace {

/// "KEY.h5.lease", "KEY.h5.HOST-NUMBER.part", or "KEY.h5.HOST-NUMBER", which is whole.
void remove_left_file(const fs::path& file) {
  const fs::path path = file.parent_path() / file.stem();
  std::error_code ignored;
  if (file.extension() == ".lease") {
    remove_left_lease(path);
  } else if (file.extension() != ".part") {
    fs::remove(file, ignored);
  } else if (is_left_behind(path)) {
    remove_left_behind(path);
  }
}

/// What is before the first dot.
std::string key_in(const fs::path& file) {
  const std::string name = file.filename().string();
  return name.substr(0, name.find('.'));
}

}  // namespace

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

void FinishedRuns::remove_left(const std::set<std::string>& keys) const {
  std::vector<fs::path> left;
  for (const auto& entry : fs::directory_iterator(folder_)) {
    const fs::path& file = entry.path();
    const bool ours = file.filename().string().find(".h5.") != std::string::npos;
    if (ours && keys.contains(key_in(file))) left.push_back(file);
  }
  for (const fs::path& file : left) remove_left_file(file);
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
