#pragma once

#include <sys/resource.h>

#include <algorithm>
#include <chrono>
#include <vector>

namespace sojourn::bench {

struct Seconds {
  double wall = 0;
  double processor = 0;  // of all threads
  /// Of one processor for each of `threads`, the share that this process got.
  double obtained(int threads) const { return wall > 0 ? processor / (wall * threads) : 1; }
};

inline Seconds now() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  const auto of = [](const timeval& t) {
    return static_cast<double>(t.tv_sec) + 1e-6 * static_cast<double>(t.tv_usec);
  };
  const auto wall = std::chrono::steady_clock::now().time_since_epoch();
  return {std::chrono::duration<double>(wall).count(), of(usage.ru_utime) + of(usage.ru_stime)};
}

template <class Body>
Seconds time(const Body& body) {
  const Seconds start = now();
  body();
  const Seconds end = now();
  return {end.wall - start.wall, end.processor - start.processor};
}

inline double median(std::vector<double> values) {
  std::ranges::sort(values);
  return values[values.size() / 2];
}

}  // namespace sojourn::bench
