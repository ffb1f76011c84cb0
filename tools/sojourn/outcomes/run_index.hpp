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
/// column for each setting that is varied. A table that is there is replaced if `force`, or where
/// all its rows are among them: another process of the same study wrote it. The caller holds its
/// lease. @throws WriteError, OutputExists
void write_run_index(const std::filesystem::path& path, const std::vector<IndexedRun>& runs,
                     bool force);

/// A table that write_run_index() wrote.
struct RunIndex {
  std::filesystem::path path;
  std::vector<std::string> parameters;  // paths that are varied, in the order of the table
  std::vector<IndexedRun> runs;         // their `point` has the values alone
};

/// @throws InputError: no such table, a cell that is missing or no number, a file named twice
RunIndex read_run_index(const std::filesystem::path& path);

/// The tables NAME-index.csv of a folder, by name.
std::vector<std::filesystem::path> run_indexes_in(const std::filesystem::path& folder);

/// Puts links REGIME-REPLICATE.h5, of a sweep "REGIME_PATH=VALUE-REPLICATE.h5", to the files into
/// `folder`, which lies beside the index; links that are there already are replaced. What does not
/// belong into a file name is `_`. Where no links can be made there are none.
void link_by_name(const std::filesystem::path& folder, const std::vector<IndexedRun>& runs);

}  // namespace sojourn::command
