#pragma once

#include <algorithm>
#include <array>
#include <cmath>

#include "sim/base/arithmetic/elementary.hpp"

namespace sojourn::models {

/// Gompertz-Makeham mortality with an infant term, fitted to a life expectancy at birth:
/// mu(0) = infant, mu(x) = A + B*exp(c*x), c = 0.095 (Gompertz 1825; Makeham 1860).
class LifeTable {
 public:
  static constexpr int kOldest = 110;

  LifeTable() = default;
  /// @param life_expectancy [years], 25 to 95.
  explicit LifeTable(double life_expectancy) {
    infant_ = std::min(0.3, 0.25 * fixed::exp(-(life_expectancy - 30) / 13));
    floor_ = 0.0003 + 0.0002 * std::max(0.0, 75 - life_expectancy) / 2;
    double low = -30, high = 0;  // ln B
    for (int i = 0; i < 60; ++i) {
      slope_ = fixed::exp((low + high) / 2);
      (expectancy() > life_expectancy ? low : high) = (low + high) / 2;
    }
  }

  /// [deaths / person / year] at `age` in completed years.
  double rate(int age) const {
    if (age <= 0) return infant_;
    return std::min(5.0, floor_ + slope_ * fixed::exp(0.095 * (age + 0.5)));
  }
  /// Share of newborn alive at exact age `age`.
  double survival(int age) const {
    double hazard = 0;
    for (int x = 0; x < age; ++x) hazard += rate(x);
    return fixed::exp(-hazard);
  }
  /// [years]
  double expectancy() const {
    double years = 0, hazard = 0;
    for (int x = 0; x < kOldest; ++x) {
      years += fixed::exp(-hazard - rate(x) / 2);
      hazard += rate(x);
    }
    return years + fixed::exp(-hazard) / rate(kOldest);
  }

 private:
  double infant_ = 0;
  double floor_ = 0;
  double slope_ = 0;
};

}  // namespace sojourn::models
