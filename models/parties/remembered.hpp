#pragma once

#include <algorithm>
#include <cmath>

#include "sim/base/arithmetic/elementary.hpp"

namespace sojourn::models {

/// Something that went before, kept in mind: what is seen now, or what is left of what was seen
/// where that is more.
class Remembered {
 public:
  /// Of what was seen exp(-years/memory) is left, times what brings it about over what did so when
  /// it was seen (1 where nothing did). `now` and `cause` in any unit, >= 0, `years` since the last
  /// call, >= 0, `memory` [years] > 0. A cause that is gone for a while wipes nothing out.
  double see(double now, double years, double memory, double cause = 1) {
    age_ += years;
    const double faded = seen_ * fixed::exp(-age_ / memory);
    const double left = cause_ > 0 ? faded * cause / cause_ : faded;
    if (now >= std::max(faded, left)) seen_ = now, cause_ = cause, age_ = 0;
    return value_ = std::max(now, left);
  }
  double value() const { return value_; }
  template <class Keeper>
  void state(Keeper& archive) {
    archive(seen_, cause_, age_, value_);
  }

 private:
  double seen_ = 0, cause_ = 0, age_ = 0;  // when it was most, and the years since
  double value_ = 0;
};

}  // namespace sojourn::models
