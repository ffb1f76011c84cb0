#include "tools/sojourn/console/pace.hpp"

namespace sojourn::command {

namespace {

// Fewer steps, or less time, tell too little.
constexpr std::int64_t kSteps = 3;
constexpr double kSeconds = 1;

}  // namespace

void Pace::add(double now, std::int64_t n_done) {
  if (n_done <= 0) return;
  latest_ = {now, n_done};
  if (!first_) first_ = latest_;
}

std::optional<double> Pace::time_for(std::int64_t n_left) const {
  if (!first_) return {};
  const double seconds = latest_.time - first_->time;
  const std::int64_t n = latest_.n_done - first_->n_done;
  if (n < kSteps || seconds < kSeconds) return {};
  return seconds / static_cast<double>(n) * static_cast<double>(n_left);
}

}  // namespace sojourn::command
