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

/// Whether a process wrote it under a name of its own: "KEY.h5.HOST-NUMBER", in HDF5.
bool is_whole_beside(const fs::path& file) {
  const std::string name = file.filename().string();
  const std::size_t dash = name.rfind('-'), host = name.find(".h5.") + 4;
  if (dash == std::string::npos || dash <= host || dash + 1 == name.size()) return false;
  std::error_code ignored;
  return name.find_first_not_of("0123456789", dash + 1) == std::string::npos &&
         fs::file_size(file, ignored) > 0 && is_own_file(file, "\x89HDF\r\n\x1a\n");
}

/// "KEY.h5.lease", "KEY.h5.HOST-NUMBER.part", or "KEY.h5.HOST-NUMBER", which is whole. Anything
/// else is somebody's own.
void remove_left_file(const fs::path& file) {
  const fs::path path = file.parent_path() / file.stem();
  std::error_code ignored;
  if (file.extension() == ".lease") {
    remove_left_lease(path);
  } else if (is_whole_beside(file)) {
    fs::remove(file, ignored);
  } else if (file.extension() == ".part" && is_left_behind(path)) {
    remove_left_behind(path);
  }
}

/// What cannot be cleared away stays: the runs are there, and what was made of them counts.
void try_to_remove(const fs::path& file) {
  try {
    remove_left_file(file);
  } catch (const WriteError&) {
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
  for (const fs::path& file : left) try_to_remove(file);
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
