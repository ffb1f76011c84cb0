#include "tools/sojourn/console/interrupt.hpp"

#include <csignal>

namespace sojourn::command {

namespace {

volatile std::sig_atomic_t asked_to_stop = 0;  // all that a signal handler may write

void install(void (*handler)(int), int flags) {
  struct sigaction action = {};
  action.sa_handler = handler;
  action.sa_flags = flags;
  sigaction(SIGINT, &action, nullptr);
  sigaction(SIGTERM, &action, nullptr);
}

}  // namespace

InterruptGuard::InterruptGuard() {
  asked_to_stop = 0;
  install([](int) { asked_to_stop = 1; }, static_cast<int>(SA_RESETHAND | SA_RESTART));
}

InterruptGuard::~InterruptGuard() {
  install(SIG_DFL, 0);
}

bool InterruptGuard::asked() {
  return asked_to_stop != 0;
}

}  // namespace sojourn::command
