#include "tools/sojourn/study/threads.hpp"

#include <fmt/format.h>
#include <oneapi/tbb/info.h>
#include <pthread.h>

#include <algorithm>
#include <cstdlib>
#include <iostream>
#include <semaphore>
#include <string>
#include <vector>

namespace sojourn::command {

namespace {

constexpr std::size_t kStack = std::size_t{8} << 20;  // twice what TBB asks for [bytes]
// More threads than these only wait for each other, and making thousands takes seconds.
constexpr int kAlwaysTried = 64, kTriedPerCore = 4;

/// Threads that wait, each with memory of its own, until this ends.
class Waiting {
 public:
  explicit Waiting(int wanted) {
    pthread_attr_t attributes;
    if (pthread_attr_init(&attributes) != 0) return;
    pthread_attr_setstacksize(&attributes, kStack);
    for (pthread_t thread{}; n() < wanted; threads_.push_back(thread)) {
      if (pthread_create(&thread, &attributes, wait, this) != 0) break;
      ready_.acquire();  // with its memory, before the next is tried
    }
    pthread_attr_destroy(&attributes);
  }
  ~Waiting() {
    end_.release(n());
    for (const pthread_t thread : threads_) pthread_join(thread, nullptr);
  }
  Waiting(const Waiting&) = delete;
  Waiting& operator=(const Waiting&) = delete;

  int n() const { return static_cast<int>(threads_.size()); }

 private:
  static void* wait(void* self) {
    void* volatile memory = std::malloc(1);  // the first one takes a part of the address space
    static_cast<Waiting*>(self)->ready_.release();
    static_cast<Waiting*>(self)->end_.acquire();
    std::free(memory);
    return nullptr;
  }

  std::counting_semaphore<> ready_{0}, end_{0};
  std::vector<pthread_t> threads_;
};

}  // namespace

int threads_to_be_had(int wanted) {
  const int cores = tbb::info::default_concurrency();
  const int asked = wanted > 0 ? wanted : cores;
  if (asked == 1) return wanted;
  const int tried = std::min(asked, std::max(kAlwaysTried, kTriedPerCore * cores));
  const int more = Waiting(tried - 1).n();  // beside the one that is there
  if (more == asked - 1) return wanted;
  const bool all = more == tried - 1;
  const int had = all ? tried : std::max(1, more / 2);
  const std::string why =
      all ? fmt::format("are more than {} cores can use", cores) : "are not to be had";
  std::cerr << fmt::format("warning: {} threads {}; going on with {}\n", asked, why, had);
  return had;
}

}  // namespace sojourn::command
