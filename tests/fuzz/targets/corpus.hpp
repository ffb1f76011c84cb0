#pragma once

#include <algorithm>
#include <filesystem>
#include <ostream>
#include <vector>

#include "tests/fuzz/targets/target.hpp"

namespace sojourn::fuzz {

/// The files of a target's corpus, by name.
inline std::vector<std::filesystem::path> corpus_of(const Target& target) {
  namespace fs = std::filesystem;
  std::vector<fs::path> files;
  const fs::path folder = fs::path(SOJOURN_SOURCE_DIR) / "tests/fuzz/corpus" / target.name;
  for (const auto& entry : fs::directory_iterator(folder)) files.push_back(entry.path());
  std::ranges::sort(files);
  return files;
}

/// For the names of tests.
inline void PrintTo(const Target& target, std::ostream* out) {
  *out << target.name;
}

}  // namespace sojourn::fuzz
