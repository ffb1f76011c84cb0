#pragma once

#include <sys/resource.h>

namespace sojourn::command {

/// The limits on the CPU time of a process with room to end in: where the kernel would kill at the
/// moment of its warning (`ulimit -t` sets both), it warns a tenth earlier, at least one second and
/// at most thirty. Limits below two seconds, and none, stay as they are.
rlimit with_room_to_end(rlimit limit);

/// Sets them for this process and those that it starts.
void leave_time_to_end();

}  // namespace sojourn::command
