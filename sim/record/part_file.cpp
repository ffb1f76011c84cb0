#include "sim/record/part_file.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdio>
#include <string_view>

#include "sim/base/system_message.hpp"
#include "sim/record/h5.hpp"
#include "sim/record/left_behind.hpp"

namespace sojourn {

namespace fs = std::filesystem;

namespace {

constexpr int kMostNames = 1000;

fs::path name_of_part(const fs::path& path) {
  fs::path part = path;
  part += ".part";
  return part;
}

enum class Holder { kNobody, kProcess, kUnknown };

/// A part file that is looked at: while this lives no other process takes it over.
class Found {
 public:
  explicit Found(const fs::path& part)
      : descriptor_(::open(part.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK)) {
    if (descriptor_ < 0) return;
    if (flock(descriptor_, LOCK_EX | LOCK_NB) == 0) {
      holder_ = Holder::kNobody;
    } else if (errno == EWOULDBLOCK) {
      holder_ = Holder::kProcess;
    }
  }
  ~Found() {
    if (descriptor_ >= 0) ::close(descriptor_);
  }
  Found(const Found&) = delete;
  Found& operator=(const Found&) = delete;

  /// Unknown where it cannot be opened, or the file system has no locks.
  Holder holder() const { return holder_; }
  /// Whether the name still means this file: another may have taken it over first.
  bool is_at(const fs::path& part) const {
    struct stat mine {};
    struct stat named {};
    return ::fstat(descriptor_, &mine) == 0 && ::lstat(part.c_str(), &named) == 0 &&
           mine.st_dev == named.st_dev && mine.st_ino == named.st_ino;
  }
  /// Whether it begins as what this program writes, or holds nothing yet.
  bool is_own(PartKind kind) const {
    struct stat status {};
    if (::fstat(descriptor_, &status) != 0 || !S_ISREG(status.st_mode)) return false;
    std::array<char, 8> head{};
    const ssize_t n = ::pread(descriptor_, head.data(), head.size(), 0);
    if (n == 0 || head == std::array<char, 8>{}) return true;
    if (kind == PartKind::kText) return std::string_view("#{<").find(head[0]) != std::string::npos;
    return head == std::array<char, 8>{'\x89', 'H', 'D', 'F', '\r', '\n', '\x1a', '\n'};
  }

 private:
  int descriptor_;
  Holder holder_ = Holder::kUnknown;
};

bool is_there(const fs::path& path) {
  std::error_code ignored;
  return fs::exists(fs::symlink_status(path, ignored));
}

[[noreturn]] void refuse_busy(const fs::path& part) {
  throw WriteError(fmt::format("cannot write {}: another process is writing it", part.string()));
}

/// A part file that nobody holds the lock of was left by a process that died.
void take_over(const fs::path& part, bool force, PartKind kind) {
  if (!is_there(part)) return;
  const Found found(part);
  if (found.holder() == Holder::kProcess) refuse_busy(part);
  const bool left = found.holder() == Holder::kNobody && found.is_own(kind);
  if (!force && !left) {
    throw OutputExists(
        fmt::format("{} exists already, and nothing tells that an ended process "
                    "left it",
                    part.string()));
  }
  if (found.holder() == Holder::kNobody && !found.is_at(part)) refuse_busy(part);
  if (::unlink(part.c_str()) != 0 && errno != ENOENT) {
    throw WriteError(fmt::format("cannot replace {}: {}", part.string(), system_message(errno)));
  }
}

void refuse_existing(const fs::path& path) {
  if (is_there(path)) throw OutputExists(fmt::format("{} exists already", path.string()));
}

void refuse_special(const fs::path& path) {
  std::error_code error;
  const fs::file_status status = fs::status(path, error);
  if (error == std::errc::too_many_symbolic_link_levels) {
    throw WriteError(fmt::format("cannot write {}: {}", path.string(), error.message()));
  }
  if (!fs::exists(status) || fs::is_regular_file(status)) return;
  throw WriteError(fmt::format("cannot write {}: not a regular file", path.string()));
}

/// @return 0, or why the name could not be given
int link_anew(const fs::path& part, const fs::path& path) {
  if (::link(part.c_str(), path.c_str()) == 0) {
    ::unlink(part.c_str());
    return 0;
  }
  if (errno == EEXIST) return EEXIST;
  if (::renameat2(AT_FDCWD, part.c_str(), AT_FDCWD, path.c_str(), RENAME_NOREPLACE) == 0) return 0;
  if (errno == EEXIST) return EEXIST;
  std::error_code ignored;
  return fs::exists(fs::symlink_status(path, ignored)) ? EEXIST : ENOTSUP;
}

/// What was written while another took the name gets the next free one: "name-2.h5".
[[noreturn]] void keep_beside(const fs::path& part, const fs::path& path) {
  fs::path kept = part;
  for (int n = 2; n <= kMostNames; ++n) {
    fs::path name = path.stem();
    name += fmt::format("-{}", n);
    name += path.extension();
    const int error = link_anew(part, path.parent_path() / name);
    if (error == EEXIST) continue;
    if (error == 0) kept = path.parent_path() / name;
    break;
  }
  throw OutputExists(
      fmt::format("{} was taken meanwhile; what was written is {}", path.string(), kept.string()));
}

}  // namespace

fs::path part_of(const fs::path& path, bool force, PartKind kind) {
  if (!path.has_filename()) {
    throw WriteError(fmt::format("cannot write \"{}\": no name of a file", path.string()));
  }
  force ? refuse_special(path) : refuse_existing(path);
  fs::path part = name_of_part(path);
  take_over(part, force, kind);
  return part;
}

bool is_left_behind(const fs::path& path) {
  const fs::path part = name_of_part(path);
  return is_there(part) && Found(part).holder() != Holder::kProcess;
}

bool is_being_written(const fs::path& path) {
  const fs::path part = name_of_part(path);
  return is_there(part) && Found(part).holder() == Holder::kProcess;
}

void remove_left_behind(const fs::path& path) {
  const fs::path part = name_of_part(path);
  if (!is_there(part)) return;
  const Found found(part);
  if (found.holder() == Holder::kProcess) refuse_busy(part);
  if (found.is_own(PartKind::kRun) && found.is_at(part)) ::unlink(part.c_str());
}

bool is_own_file(const fs::path& path, std::string_view title) {
  const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  if (descriptor < 0) return false;
  std::string head(title.size(), '\0');
  const ssize_t n = ::pread(descriptor, head.data(), head.size(), 0);
  ::close(descriptor);
  return n >= 0 && title.compare(0, n, head, 0, n) == 0;
}

fs::path own_file(fs::path path, std::string_view title) {
  if (!is_there(path) || is_own_file(path, title)) return path;
  throw WriteError(
      fmt::format("cannot write {}: it is there already, and no run left it", path.string()));
}

PartLock::PartLock(const fs::path& part)
    : descriptor_(::open(part.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666)) {
  if (descriptor_ < 0) {
    throw WriteError(fmt::format("cannot write {}: {}", part.string(), system_message(errno)));
  }
  if (flock(descriptor_, LOCK_EX | LOCK_NB) == 0 || errno != EWOULDBLOCK) return;
  ::close(descriptor_);
  refuse_busy(part);
}

PartLock::~PartLock() {
  ::close(descriptor_);
}

/// Gives `part` its final name. `link` refuses an existing one where `rename` would replace it;
/// file systems without links often have a `rename` that refuses it, too.
void publish(const fs::path& part, const fs::path& path, bool force) {
  if (!force) {
    const int error = link_anew(part, path);
    if (error == 0) return;
    if (error == EEXIST) keep_beside(part, path);
  }
  if (::rename(part.c_str(), path.c_str()) != 0) {
    const int error = errno;
    ::unlink(part.c_str());
    throw WriteError(fmt::format("cannot write {}: {}", path.string(), system_message(error)));
  }
}

void sync_directory(const fs::path& path) {
  const fs::path directory = path.has_parent_path() ? path.parent_path() : fs::path(".");
  const int descriptor = ::open(directory.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (descriptor < 0) return;
  fsync(descriptor);
  ::close(descriptor);
}

}  // namespace sojourn
