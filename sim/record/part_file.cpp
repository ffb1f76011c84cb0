#include "sim/record/part_file.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <system_error>

#include "sim/record/h5.hpp"

namespace sojourn {

namespace fs = std::filesystem;

namespace {

constexpr int kMostNames = 1000;

std::string message_of(int error) {
  return std::generic_category().message(error);
}

/// A part file that nobody holds the lock of was left by a process that died.
void remove_stale_part(const fs::path& part) {
  const int descriptor = ::open(part.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  if (descriptor >= 0) {
    const bool busy = flock(descriptor, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK;
    ::close(descriptor);
    if (busy) {
      throw WriteError(
          fmt::format("cannot write {}: another process is writing it", part.string()));
    }
  }
  if (::unlink(part.c_str()) != 0 && errno != ENOENT) {
    throw WriteError(fmt::format("cannot replace {}: {}", part.string(), message_of(errno)));
  }
}

void refuse_existing(const fs::path& path, const fs::path& part) {
  std::error_code ignored;
  if (fs::exists(fs::symlink_status(path, ignored))) {
    throw OutputExists(fmt::format("{} exists already", path.string()));
  }
  if (fs::exists(fs::symlink_status(part, ignored))) {
    throw OutputExists(fmt::format(
        "{} exists already: a run is writing it, or was interrupted while it did", part.string()));
  }
}

void make_way(const fs::path& path, const fs::path& part) {
  std::error_code ignored;
  const fs::file_status status = fs::status(path, ignored);
  if (fs::exists(status) && !fs::is_regular_file(status)) {
    throw WriteError(fmt::format("cannot write {}: not a regular file", path.string()));
  }
  remove_stale_part(part);
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

fs::path part_of(const fs::path& path, bool force) {
  if (!path.has_filename()) {
    throw WriteError(fmt::format("cannot write \"{}\": no name of a file", path.string()));
  }
  fs::path part = path;
  part += ".part";
  force ? make_way(path, part) : refuse_existing(path, part);
  return part;
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
    throw WriteError(fmt::format("cannot write {}: {}", path.string(), message_of(error)));
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
