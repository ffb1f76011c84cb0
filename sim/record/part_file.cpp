#include "sim/record/part_file.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>

#include "sim/record/h5.hpp"

namespace sojourn {

namespace fs = std::filesystem;

namespace {

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

/// Gives `part` its final name; `link` refuses an existing one where `rename` would replace it.
void publish(const fs::path& part, const fs::path& path, bool force) {
  if (!force) {
    if (::link(part.c_str(), path.c_str()) == 0) {
      ::unlink(part.c_str());
      return;
    }
    if (errno == EEXIST) {
      ::unlink(part.c_str());
      throw OutputExists(fmt::format("{} appeared during the run", path.string()));
    }
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
