#pragma once

#include <cstddef>
#include <optional>

#include <oneapi/tbb/global_control.h>
#include <oneapi/tbb/info.h>
#include <oneapi/tbb/parallel_for.h>
#include <oneapi/tbb/task_arena.h>

namespace sojourn {

/// A bounded set of threads. Bodies write to their own index only, so that no result depends on
/// who ran first.
class Crew {
 public:
  /// @param n_threads 0 for every core of the machine.
  explicit Crew(int n_threads) : arena_(n_threads > 0 ? n_threads : tbb::task_arena::automatic) {
    if (n_threads <= tbb::info::default_concurrency()) return;
    more_than_cores_.emplace(tbb::global_control::max_allowed_parallelism,
                             static_cast<std::size_t>(n_threads));
  }

  int n_threads() const { return arena_.max_concurrency(); }

  /// body(i) for i in [0, n), in any order.
  template <class Body>
  void each(std::size_t n, const Body& body) {
    if (n_threads() == 1 || n < 2) {
      for (std::size_t i = 0; i < n; ++i) body(i);
      return;
    }
    arena_.execute([&] { tbb::parallel_for(std::size_t{0}, n, body); });
  }

 private:
  tbb::task_arena arena_;
  std::optional<tbb::global_control> more_than_cores_;  // TBB would refuse them, on stderr
};

}  // namespace sojourn
