#pragma once

namespace sojourn::command {

/// Exit status of a command that was asked to stop and left what is to be gone on with.
inline constexpr int kInterrupted = 130;

/// While one lives, the first SIGINT, SIGTERM, SIGHUP (unless it is ignored) or SIGXCPU only asks
/// to stop; the second ends the process at once, but for SIGXCPU, which the kernel repeats.
class InterruptGuard {
 public:
  InterruptGuard();
  ~InterruptGuard();
  InterruptGuard(const InterruptGuard&) = delete;
  InterruptGuard& operator=(const InterruptGuard&) = delete;

  static bool asked();
};

/// Says that what is missing can be run. @return kInterrupted
int told_interrupted();

}  // namespace sojourn::command
