#pragma once

#include <array>
#include <cmath>

#include "models/demography/age_profile.hpp"

namespace sojourn::models {

/// Exact ages at arrival by the migration schedule, constant within a year of age: the quantile of
/// a uniform. A guide table tells where in the running sums to look (Chen, Asau 1974).
class ArrivalAges {
 public:
  static constexpr std::size_t kYears = 80;

  ArrivalAges() {
    double sum = 0;
    for (std::size_t age = 0; age < kYears; ++age) {
      upto_[age] = sum += rogers_castro(age + 0.5);
    }
    for (double& level : upto_) level /= sum;
    std::size_t age = 0;
    for (std::size_t step = 0; step < kSteps; ++step) {
      while (upto_[age] < 1.0 * step / kSteps) ++age;
      guide_[step] = age;
    }
  }

  /// [years], rising in u in (0, 1).
  double operator()(double u) const {
    std::size_t age = guide_[static_cast<std::size_t>(u * kSteps)];
    while (upto_[age] < u) ++age;
    const double before = age == 0 ? 0 : upto_[age - 1];
    return age + (u - before) / (upto_[age] - before);
  }

 private:
  static constexpr std::size_t kSteps = 256;
  std::array<double, kYears> upto_{};        // share of younger and this age
  std::array<std::size_t, kSteps> guide_{};  // the first age that can be meant
};

}  // namespace sojourn::models
