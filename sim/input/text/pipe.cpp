#include "sim/input/text/pipe.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <string>
#include <utility>

#include "sim/input/text/characters.hpp"

namespace sojourn {

namespace {

constexpr int kPatience = 2000;  // [ms]

InputStream as_stream(int descriptor) {
  return {descriptor < 0 ? nullptr : ::fdopen(descriptor, "rb"), &std::fclose};
}

/// Whoever reads a pipe waits until somebody writes to it: what for is told after a while.
void wait_for_writer(int descriptor, const std::filesystem::path& file) {
  pollfd wanted{descriptor, POLLIN, 0};
  if (::poll(&wanted, 1, kPatience) != 0) return;
  std::fprintf(stderr, "waiting for somebody to write to the pipe %s\n",
               escaped(file.string()).c_str());
  while (::poll(&wanted, 1, -1) < 0 && errno == EINTR) continue;
}

/// What the memory is called in which the bytes of a pipe are kept, as long as the process lives.
std::string name_of_kept(const struct stat& pipe) {
  return fmt::format("sojourn pipe {}:{}", pipe.st_dev, pipe.st_ino);
}

/// Empty: there is none.
std::filesystem::path kept_bytes(const struct stat& pipe) {
  const std::string target = "/memfd:" + name_of_kept(pipe);
  std::error_code error;
  for (const auto& entry : std::filesystem::directory_iterator("/proc/self/fd", error)) {
    const std::string link = std::filesystem::read_symlink(entry.path(), error).string();
    if (!error && (link == target || link == target + " (deleted)")) return entry.path();
  }
  return {};
}

/// Copies at most `limit` bytes. @return whether there was no fault
bool copy(const InputStream& from, int to, std::uintmax_t limit) {
  std::array<char, 65536> block{};
  while (limit > 0) {
    const std::size_t most = std::min<std::uintmax_t>(limit, block.size());
    const std::size_t n = std::fread(block.data(), 1, most, from.get());
    if (n == 0) break;
    if (!std::cmp_equal(::write(to, block.data(), n), n)) return false;
    limit -= n;
  }
  return std::ferror(from.get()) == 0;
}

/// Reads a pipe and keeps its bytes. @return whether there was no fault
bool keep(const std::filesystem::path& file, const struct stat& pipe, std::uintmax_t limit) {
  const int descriptor = ::open(file.c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC);
  const InputStream from = as_stream(descriptor);
  if (!from) return false;
  wait_for_writer(descriptor, file);
  ::fcntl(descriptor, F_SETFL, 0);
  const int kept = ::memfd_create(name_of_kept(pipe).c_str(), MFD_CLOEXEC);
  if (kept < 0) return false;
  if (copy(from, kept, limit + 1)) return true;
  const int error = errno;
  ::close(kept);
  errno = error;
  return false;
}

}  // namespace

InputStream open_to_read(const std::filesystem::path& file, std::uintmax_t limit) {
  struct stat status {};
  const bool is_pipe = ::stat(file.c_str(), &status) == 0 && S_ISFIFO(status.st_mode);
  if (!is_pipe) return {std::fopen(file.c_str(), "rb"), &std::fclose};
  if (kept_bytes(status).empty() && !keep(file, status, limit)) return as_stream(-1);
  return as_stream(::open(kept_bytes(status).c_str(), O_RDONLY | O_CLOEXEC));
}

}  // namespace sojourn
