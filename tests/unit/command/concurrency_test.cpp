#include "tools/sojourn/study/concurrency.hpp"

#include <gtest/gtest.h>

namespace sojourn::command {
namespace {

TEST(Concurrency, AsManyRunsAsThreads) {
  const Concurrency all = concurrency_for({.runs = 100, .pasts = 0, .threads = 16, .fits = 1000});
  EXPECT_EQ(all.runs, 16);
  EXPECT_EQ(all.threads_of_run, 1);
}

TEST(Concurrency, ThreadsThatAreLeftOverGoIntoTheRuns) {
  const Concurrency all = concurrency_for({.runs = 3, .pasts = 0, .threads = 16, .fits = 1000});
  EXPECT_EQ(all.runs, 3);
  EXPECT_EQ(all.threads_of_run, 5);
}

TEST(Concurrency, MemoryIsALimit) {
  EXPECT_EQ(concurrency_for({.runs = 9, .pasts = 0, .threads = 16, .fits = 2.9}).runs, 2);
  const Concurrency least = concurrency_for({.runs = 9, .pasts = 3, .threads = 16, .fits = 0.1});
  EXPECT_EQ(least.runs, 1);
  EXPECT_EQ(least.pasts, 1);
  EXPECT_EQ(least.threads_of_run, 16);
}

// A past lives beside its runs: all processes together never take more than there is.
TEST(Concurrency, PastsTakeMemoryToo) {
  for (double fits = 2; fits < 40; fits += 0.5) {
    for (const std::int64_t pasts : {1, 2, 5, 20}) {
      const Concurrency all =
          concurrency_for({.runs = 3 * pasts, .pasts = pasts, .threads = 16, .fits = fits});
      EXPECT_LE(all.runs + all.pasts, fits) << fits << " " << pasts;
      EXPECT_LE(all.pasts, pasts);
      EXPECT_LE(all.runs * all.threads_of_run, 16);
      EXPECT_LE(all.pasts * all.threads_of_past, 16) << fits << " " << pasts;
    }
  }
}

TEST(Concurrency, FewPastsHaveAllThreads) {
  EXPECT_EQ(concurrency_for({.runs = 8, .pasts = 1, .threads = 16, .fits = 99}).threads_of_past,
            16);
  const Concurrency two = concurrency_for({.runs = 6, .pasts = 2, .threads = 16, .fits = 99});
  EXPECT_EQ(two.threads_of_past, 8);
  EXPECT_EQ(two.threads_of_run, 2);
  // With more of them than fit, the next one begins while runs are at work.
  EXPECT_EQ(concurrency_for({.runs = 60, .pasts = 20, .threads = 16, .fits = 99}).threads_of_past,
            1);
}

}  // namespace
}  // namespace sojourn::command
