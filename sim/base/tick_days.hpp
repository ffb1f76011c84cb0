#pragma once

#include <algorithm>
#include <bit>
#include <cstdint>
#include <vector>

#include "sim/base/part_of_tick.hpp"

namespace sojourn {

/// Some of the days of a tick: of two reasons for the same thing, each day counts once.
class TickDays {
 public:
  static constexpr int kMost = 31;  // days of a tick

  TickDays() = default;
  /// Of a tick of `n` days those from `first` to the day before `end`, counted from 0; what lies
  /// outside is left out.
  TickDays(int n, int first, int end)
      : bits_(before(std::clamp(end, 0, n)) & ~before(std::clamp(first, 0, n))), n_(n) {}

  void add(TickDays other) {
    bits_ |= other.bits_;
    n_ = std::max(n_, other.n_);
  }
  bool none() const { return bits_ == 0; }
  /// The same days as parts of the tick, one for each run of days.
  std::vector<PartOfTick> parts() const {
    std::vector<PartOfTick> all;
    for (int day = 0; day < n_; ++day) {
      if (!has(day)) continue;
      const int first = day;
      while (day < n_ && has(day)) ++day;
      all.push_back({1.0 * first / n_, 1.0 * day / n_});
    }
    return all;
  }
  /// Of the tick's days, in [0, 1].
  double share() const { return n_ == 0 ? 0 : 1.0 * std::popcount(bits_) / n_; }

 private:
  bool has(int day) const { return (bits_ >> day & 1) != 0; }
  static std::uint32_t before(int day) { return (std::uint32_t{1} << day) - 1; }

  std::uint32_t bits_ = 0;
  int n_ = 0;
};

}  // namespace sojourn
