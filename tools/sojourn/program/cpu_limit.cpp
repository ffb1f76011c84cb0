#include "tools/sojourn/program/cpu_limit.hpp"

#include <algorithm>

namespace sojourn::command {

rlimit with_room_to_end(rlimit limit) {
  if (limit.rlim_cur != limit.rlim_max || limit.rlim_max == RLIM_INFINITY) return limit;
  if (limit.rlim_max < 2) return limit;
  limit.rlim_cur -= std::clamp<rlim_t>(limit.rlim_max / 10, 1, 30);
  return limit;
}

void leave_time_to_end() {
  rlimit limit{};
  if (getrlimit(RLIMIT_CPU, &limit) != 0) return;
  limit = with_room_to_end(limit);
  setrlimit(RLIMIT_CPU, &limit);
}

}  // namespace sojourn::command
