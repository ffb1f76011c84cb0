#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace sojourn::command {

/// A file of a study, and what is in it.
struct IndexedRun {
  std::string file;    // from where the index lies
  std::string regime;  // empty: there are none
  int replicate = 1;
  std::int64_t seed = 0;
  std::vector<std::string> point;  // assignments "path=value"; of every run the same paths
};

/// Writes the table of them: `file`, `regime` where there are any, `replicate`, `seed`, and a
/// column for each setting that is varied. A table that is there is replaced if `force`.
/// @throws WriteError, OutputExists
void write_run_index(const std::filesystem::path& path, const std::vector<IndexedRun>& runs,
                     bool force);

}  // namespace sojourn::command
