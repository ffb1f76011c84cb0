#pragma once

#include <filesystem>
#include <stdexcept>
#include <string_view>

namespace sojourn {

/// The output is there already and overwriting was not asked for.
class OutputExists : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

enum class PartKind { kRun, kText };

/// The file that is written until a run file is whole, PATH.part. Without `force` an existing PATH
/// is refused; what a dead process left of a run is removed, and with `force` whatever else has the
/// part's name. @throws OutputExists, WriteError
std::filesystem::path part_of(const std::filesystem::path& path, bool force, PartKind kind);

/// Whether PATH.part is there and no process is writing it.
bool is_left_behind(const std::filesystem::path& path);

/// Whether PATH.part is there and a process is writing it, as far as locks tell.
bool is_being_written(const std::filesystem::path& path);

/// Makes a part file and holds it against others until this ends. @throws WriteError
class PartLock {
 public:
  explicit PartLock(const std::filesystem::path& part);
  ~PartLock();
  PartLock(const PartLock&) = delete;
  PartLock& operator=(const PartLock&) = delete;

 private:
  int descriptor_;
};

/// Whether a file is there that begins with `title`, as far as it goes.
bool is_own_file(const std::filesystem::path& path, std::string_view title);
/// The path, unless a file is there that is none of those. @throws WriteError
std::filesystem::path own_file(std::filesystem::path path, std::string_view title);

/// Gives `part` its final name. @throws OutputExists, WriteError
void publish(const std::filesystem::path& part, const std::filesystem::path& path, bool force);

/// Makes the new name durable; file systems that cannot are left alone.
void sync_directory(const std::filesystem::path& path);

}  // namespace sojourn
