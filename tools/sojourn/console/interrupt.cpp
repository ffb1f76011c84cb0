#include "tools/sojourn/console/interrupt.hpp"

#include <algorithm>
#include <csignal>
#include <initializer_list>
#include <iostream>

namespace sojourn::command {

namespace {

volatile std::sig_atomic_t asked_to_stop = 0;  // all that a signal handler may write

/// A program that was told to outlive its terminal (nohup) goes on.
bool is_ignored(int number) {
  struct sigaction action = {};
  sigaction(number, nullptr, &action);
  return action.sa_handler == SIG_IGN;
}

void install(void (*handler)(int), int flags) {
  struct sigaction action = {};
  action.sa_handler = handler;
  for (const int number : {SIGINT, SIGTERM, SIGHUP, SIGXCPU}) {
    if (number == SIGHUP && is_ignored(number)) continue;
    // The kernel repeats this one every second until the limit is met.
    action.sa_flags = number == SIGXCPU ? flags & ~static_cast<int>(SA_RESETHAND) : flags;
    sigaction(number, &action, nullptr);
  }
}

void leave_time_to_end() {
  rlimit limit{};
  if (getrlimit(RLIMIT_CPU, &limit) != 0) return;
  limit = with_room_to_end(limit);
  setrlimit(RLIMIT_CPU, &limit);
}

}  // namespace

rlimit with_room_to_end(rlimit limit) {
  if (limit.rlim_cur != limit.rlim_max || limit.rlim_max == RLIM_INFINITY) return limit;
  if (limit.rlim_max < 2) return limit;
  limit.rlim_cur -= std::clamp<rlim_t>(limit.rlim_max / 10, 1, 30);
  return limit;
}

void leave_signals_alone() {
  install(SIG_DFL, 0);
}

InterruptGuard::InterruptGuard() {
  leave_time_to_end();
  asked_to_stop = 0;
  install([](int) { asked_to_stop = 1; }, static_cast<int>(SA_RESETHAND | SA_RESTART));
}

InterruptGuard::~InterruptGuard() {
  leave_signals_alone();
}

bool InterruptGuard::asked() {
  return asked_to_stop != 0;
}

int told_interrupted() {
  std::cerr << "interrupted: the same command runs what is missing\n";
  return kInterrupted;
}

}  // namespace sojourn::command
