#include "tools/sojourn/console/standard_streams.hpp"

#include <fcntl.h>
#include <poll.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <charconv>
#include <csignal>
#include <cstddef>
#include <optional>
#include <set>
#include <string_view>

namespace sojourn::command {

namespace {

constexpr std::size_t kMostKept = std::size_t{16} * 1024 * 1024 + 1;  // as read_text reads

/// N of "/dev/fd/N" behind `at`.
std::optional<int> number_at(std::string_view word, std::size_t at) {
  int number = 0;
  const auto [end, error] = std::from_chars(word.data() + at, word.data() + word.size(), number);
  return error == std::errc{} ? std::optional(number) : std::nullopt;
}

/// The descriptors that a word names, wherever in it.
std::set<int> descriptors_in(std::string_view word) {
  std::set<int> found;
  if (word.find("/dev/stdin") != word.npos) found.insert(STDIN_FILENO);
  for (const std::string_view folder : {"/dev/fd/", "/proc/self/fd/"}) {
    for (std::size_t at = 0; (at = word.find(folder, at)) != word.npos;) {
      at += folder.size();
      if (const auto number = number_at(word, at)) found.insert(*number);
    }
  }
  return found;
}

bool is_pipe_to_read(int descriptor) {
  struct stat status = {};
  if (::fstat(descriptor, &status) != 0) return false;
  if (!S_ISFIFO(status.st_mode) && !S_ISSOCK(status.st_mode)) return false;
  return (::fcntl(descriptor, F_GETFL) & O_ACCMODE) != O_WRONLY;
}

/// Whether all bytes were written.
bool write_all(int to, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t n = ::write(to, bytes.data(), bytes.size());
    if (n < 0 && errno == EINTR) continue;
    if (n <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(n));
  }
  return true;
}

/// Puts the content of the pipe in its place; every opening begins at its start.
void keep_pipe(int descriptor) {
  const int kept = ::memfd_create("sojourn input", MFD_CLOEXEC);
  if (kept < 0) return;  // it is then read once
  std::array<char, 65536> block{};
  for (std::size_t n_read = 0; n_read < kMostKept;) {
    const ssize_t n = ::read(descriptor, block.data(), block.size());
    if (n < 0 && errno == EINTR) continue;
    if (n <= 0 || !write_all(kept, {block.data(), static_cast<std::size_t>(n)})) break;
    n_read += static_cast<std::size_t>(n);
  }
  ::dup2(kept, descriptor);
  ::close(kept);
}

}  // namespace

void guard_standard_streams() {
  std::signal(SIGPIPE, SIG_IGN);
  for (int descriptor = STDIN_FILENO; descriptor <= STDERR_FILENO; ++descriptor) {
    if (::fcntl(descriptor, F_GETFD) >= 0 || errno != EBADF) continue;
    ::open("/dev/null", O_RDONLY);  // takes the lowest number; a write to it fails, as it should
  }
}

void keep_pipes(const std::vector<std::string>& words) {
  for (const std::string& word : words) {
    for (const int descriptor : descriptors_in(word)) {
      if (is_pipe_to_read(descriptor)) keep_pipe(descriptor);
    }
  }
}

bool reader_is_gone(int descriptor) {
  pollfd wanted{descriptor, POLLOUT, 0};
  return ::poll(&wanted, 1, 0) > 0 && (wanted.revents & POLLERR) != 0;
}

}  // namespace sojourn::command
