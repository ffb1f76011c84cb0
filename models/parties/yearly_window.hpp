#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace sojourn::models {

/// Counts in rows, summed over the last twelve months.
class YearlyWindow {
 public:
  YearlyWindow() = default;
  YearlyWindow(std::size_t n_cells, int ticks_per_year)
      : ticks_(static_cast<std::size_t>(ticks_per_year)),
        ring_(ticks_ * n_cells, 0),
        sums_(n_cells, 0) {}

  /// Forgets the oldest tick; add() then fills the new one.
  void begin_tick() {
    now_ = (now_ + 1) % ticks_;
    const auto row = std::span(ring_).subspan(now_ * sums_.size(), sums_.size());
    for (std::size_t i = 0; i < sums_.size(); ++i) {
      sums_[i] -= row[i];
      row[i] = 0;
    }
  }
  /// Agents: whole numbers, so that what comes and goes leaves nothing behind.
  void add(std::size_t cell, std::int64_t n) {
    ring_[now_ * sums_.size() + cell] += n;
    sums_[cell] += n;
  }
  std::int64_t sum(std::size_t cell) const { return sums_[cell]; }
  template <class Keeper>
  void state(Keeper& archive) {
    archive(ticks_, now_, ring_, sums_);
  }

 private:
  std::size_t ticks_ = 1, now_ = 0;
  std::vector<std::int64_t> ring_, sums_;
};

}  // namespace sojourn::models
