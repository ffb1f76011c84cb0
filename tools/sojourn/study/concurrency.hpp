#pragma once

#include <cstdint>

namespace sojourn::command {

/// What is to be run, and what there is for it.
struct Demand {
  std::int64_t runs = 0;
  std::int64_t pasts = 0;  // that runs share and that are run first; 0: none does
  int threads = 1;         // in all
  double fits = 1;         // processes that there is memory for
};

/// What may be done at once. A past that has reached its end waits beside the runs that go on from
/// it and takes memory, but no core.
struct Concurrency {
  int runs = 1;             // at work at once, pasts on their way among them
  int pasts = 1;            // alive at once
  int threads_of_run = 1;   // each
  int threads_of_past = 1;  // each, until its runs go on from it
};

/// As many at once as there are threads and memory for, and at least one; threads that are left
/// over go into the runs and pasts.
Concurrency concurrency_for(const Demand& demand);

}  // namespace sojourn::command
