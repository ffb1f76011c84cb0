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

/// Puts links REGIME-REPLICATE.h5, of a sweep "REGIME_PATH=VALUE-REPLICATE.h5", to the files into
/// `folder`, which lies beside the index; links that are there already are replaced. What does not
/// belong into a file name is `_`. Where no links can be made there are none.
void link_by_name(const std::filesystem::path& folder, const std::vector<IndexedRun>& runs);

/// A setting that the files of a study vary, and its values in the order of the files.
struct VariedSetting {
  std::string path;
  std::vector<std::string> values;
};

/// What the study varies of which `run` is a file, by the table that lies beside it; empty: no
/// table names the file, or nothing is varied.
std::vector<VariedSetting> varied_in_study_of(const std::filesystem::path& run);

}  // namespace sojourn::command
