#pragma once

#include <algorithm>
#include <cmath>

namespace sojourn::models {

/// Something that went before, kept in mind: what is seen now, or what is left of what was seen
/// where that is more.
class Remembered {
 public:
  /// Half-way forgotten after ln(2)*memory; `now` in any unit, `years` since the last call, > 0
  /// as `memory` [years].
  double see(double now, double years, double memory) {
    return value_ = std::max(now, value_ * std::exp(-years / memory));
  }
  double value() const { return value_; }

 private:
  double value_ = 0;
};

}  // namespace sojourn::models
