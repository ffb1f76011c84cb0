#include "sim/tick/life_sample.hpp"

#include <algorithm>
#include <functional>
#include <iterator>
#include <limits>

namespace sojourn {

namespace {

/// The `n` lowest of all numbers that are put in, each once, in memory for a few times as many.
class Lowest {
 public:
  Lowest(std::size_t n, const std::set<std::uint64_t>& first)
      : n_(n), kept_(first.begin(), first.end()) {}

  void put(std::uint64_t number) {
    if (number > most_) return void(dropped_ = true);
    kept_.push_back(number);
    if (kept_.size() >= 4 * n_ + 1024) prune();
  }
  void prune() {
    std::ranges::sort(kept_);
    kept_.erase(std::ranges::unique(kept_).begin(), kept_.end());
    if (kept_.size() <= n_) return;
    dropped_ = true;
    kept_.resize(n_);
    most_ = n_ == 0 ? 0 : kept_.back();
  }
  bool dropped() const { return dropped_; }
  const std::vector<std::uint64_t>& kept() const { return kept_; }

 private:
  std::size_t n_;
  std::vector<std::uint64_t> kept_;
  std::uint64_t most_ = std::numeric_limits<std::uint64_t>::max();  // that may still be kept
  bool dropped_ = false;
};

}  // namespace

void LifeSample::take(std::span<const std::vector<LifeEvent>> parts) {
  Lowest lowest(n_persons_, followed_);
  for (const auto& events : parts) {
    for (const LifeEvent& event : events) lowest.put(hash(event.id));
  }
  lowest.prune();
  followed_ = {lowest.kept().begin(), lowest.kept().end()};
  if (lowest.dropped()) threshold_ = followed_.empty() ? 0 : *followed_.rbegin();
  const auto is_followed = [&](const LifeEvent& event) {
    return !followed_.empty() && follows(event.id);
  };
  if (lowest.dropped()) std::erase_if(events_, std::not_fn(is_followed));
  for (const auto& events : parts) {
    std::ranges::copy_if(events, std::back_inserter(events_), is_followed);
  }
}

}  // namespace sojourn
