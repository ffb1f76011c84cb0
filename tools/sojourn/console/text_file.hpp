#pragma once

#include <filesystem>
#include <fstream>
#include <memory>
#include <optional>
#include <vector>

#include "sim/record/part_file.hpp"

namespace sojourn::command {

/// A text file that appears under its name only when it is whole: until `finish` all goes to
/// PATH.part, which the destructor removes.
class TextFile {
 public:
  /// @throws OutputExists, WriteError
  TextFile(std::filesystem::path path, bool force);
  ~TextFile();
  TextFile(const TextFile&) = delete;
  TextFile& operator=(const TextFile&) = delete;

  std::ostream& stream() { return stream_; }
  /// All is written; it has no name yet. @throws WriteError
  void close();
  /// @throws WriteError, OutputExists
  void finish();

 private:
  [[noreturn]] void fail() const;

  std::filesystem::path path_;
  bool force_;
  std::filesystem::path part_;
  std::optional<PartLock> lock_;
  std::ofstream stream_;
};

/// Text files that belong together: none has its name before all are written.
class TextFiles {
 public:
  /// Closes the one before. @throws OutputExists, WriteError
  std::ostream& add(const std::filesystem::path& path, bool force);
  /// @throws WriteError, OutputExists
  void finish();

 private:
  std::vector<std::unique_ptr<TextFile>> files_;
};

}  // namespace sojourn::command
