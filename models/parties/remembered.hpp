#pragma once

#include <algorithm>
#include <cmath>

namespace sojourn::models {

/// Something that went before, kept in mind: what is seen now, or what is left of what was seen
/// where that is more.
class Remembered {
 public:
  /// Of what was seen exp(-years/memory) is left, times `growth` of what brought it about. `now` in
  /// any unit, `years` since the last call, >= 0 as growth, `memory` [years] > 0.
  double see(double now, double years, double memory, double growth = 1) {
    return value_ = std::max(now, value_ * growth * std::exp(-years / memory));
  }
  double value() const { return value_; }

 private:
  double value_ = 0;
};

}  // namespace sojourn::models
