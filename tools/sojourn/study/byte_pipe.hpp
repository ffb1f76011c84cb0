#pragma once

#include <fcntl.h>
#include <poll.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdint>
#include <system_error>

namespace sojourn::command {

/// @throws std::system_error: `what`, and what errno says
[[noreturn]] inline void throw_errno(const char* what) {
  throw std::system_error(errno, std::generic_category(), what);
}

/// Bytes from many processes to many: what one takes, no other does.
class BytePipe {
 public:
  BytePipe() {
    if (::pipe(ends_) != 0) throw_errno("cannot make a pipe");
    ::fcntl(ends_[0], F_SETFL, O_NONBLOCK);
  }
  ~BytePipe() {
    ::close(ends_[0]);
    ::close(ends_[1]);
  }
  BytePipe(const BytePipe&) = delete;
  BytePipe& operator=(const BytePipe&) = delete;

  void put() const {
    const char byte = 0;
    while (::write(ends_[1], &byte, 1) != 1) {
      if (errno != EINTR) throw_errno("cannot write to a pipe");
    }
  }
  /// Takes a byte if there is one; waits for none.
  bool take() const {
    char byte = 0;
    return ::read(ends_[0], &byte, 1) == 1;
  }
  /// Whether there is a byte within `wait` [ms].
  bool ready(int wait) const {
    pollfd wanted{ends_[0], POLLIN, 0};
    return ::poll(&wanted, 1, wait) > 0;
  }
  /// Takes all there are, and waits for none.
  std::int64_t drain() const {
    char bytes[4096];
    std::int64_t n = 0;
    while (ready(0)) n += std::max<ssize_t>(0, ::read(ends_[0], bytes, sizeof bytes));
    return n;
  }
  /// A writer then ends (SIGPIPE) when the last other reader has.
  void close_reading() {
    ::close(ends_[0]);
    ends_[0] = -1;
  }

 private:
  int ends_[2];
};

}  // namespace sojourn::command
