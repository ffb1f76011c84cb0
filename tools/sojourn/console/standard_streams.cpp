#include "tools/sojourn/console/standard_streams.hpp"

#include <fcntl.h>
#include <poll.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>

namespace sojourn::command {

void guard_standard_streams() {
  std::signal(SIGPIPE, SIG_IGN);
  for (int descriptor = STDIN_FILENO; descriptor <= STDERR_FILENO; ++descriptor) {
    if (::fcntl(descriptor, F_GETFD) >= 0 || errno != EBADF) continue;
    ::open("/dev/null", O_RDONLY);  // takes the lowest number; a write to it fails, as it should
  }
}

bool reader_is_gone(int descriptor) {
  pollfd wanted{descriptor, POLLOUT, 0};
  return ::poll(&wanted, 1, 0) > 0 && (wanted.revents & POLLERR) != 0;
}

}  // namespace sojourn::command
