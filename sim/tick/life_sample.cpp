#include "sim/tick/life_sample.hpp"

#include <iterator>

namespace sojourn {

void LifeSample::take(const std::vector<LifeEvent>& events) {
  events_.insert(events_.end(), events.begin(), events.end());
  for (const LifeEvent& event : events) followed_.insert(hash(event.id));
  std::size_t dropped = 0;
  for (; followed_.size() > n_persons_; ++dropped) followed_.erase(std::prev(followed_.end()));
  if (dropped == 0) return;
  threshold_ = followed_.empty() ? 0 : *followed_.rbegin();
  std::erase_if(events_,
                [&](const LifeEvent& event) { return followed_.empty() || !follows(event.id); });
}

}  // namespace sojourn
