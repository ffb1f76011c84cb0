#pragma once

#include <sys/resource.h>

namespace sojourn::command {

/// Exit status of a command that was asked to stop and left what is to be gone on with.
inline constexpr int kInterrupted = 130;

/// While one lives, the first SIGINT, SIGTERM, SIGHUP (unless it is ignored) or SIGXCPU only asks
/// to stop; the second ends the process at once, but for SIGXCPU, which the kernel repeats. From
/// the first on some of the CPU time that is allowed is kept back to end in.
class InterruptGuard {
 public:
  InterruptGuard();
  ~InterruptGuard();
  InterruptGuard(const InterruptGuard&) = delete;
  InterruptGuard& operator=(const InterruptGuard&) = delete;

  static bool asked();
};

/// The limits on the CPU time of a process with room to end in: where the kernel would kill at the
/// moment of its warning (`ulimit -t` sets both), it warns a tenth earlier, at least one second and
/// at most thirty. Limits below two seconds, and none, stay as they are.
rlimit with_room_to_end(rlimit limit);

/// For a process that works for another and is not asked to stop: signals do what they do by
/// default.
void leave_signals_alone();

/// Says that what is missing can be run. @return kInterrupted
int told_interrupted();

}  // namespace sojourn::command
