#include "tools/sojourn/compare/intervals.hpp"

#include <boost/math/distributions/students_t.hpp>

#include <cmath>

#include "tools/sojourn/outcomes/no_value.hpp"

namespace sojourn::command {

MeanInterval student_interval(std::span<const double> sample, double level) {
  MeanInterval result{0, kNoValue, kNoValue, 0};
  double squares = 0;
  for (const double value : sample) {
    if (std::isnan(value)) continue;
    const double step = value - result.mean;
    result.mean += step / ++result.n;
    squares += step * (value - result.mean);
  }
  if (result.n == 0) result.mean = kNoValue;
  if (result.n < 2) return result;
  const boost::math::students_t law(result.n - 1);
  const double t = boost::math::quantile(law, 0.5 + level / 2);
  const double half = t * std::sqrt(squares / (result.n - 1) / result.n);
  result.low = result.mean - half;
  result.high = result.mean + half;
  return result;
}

std::vector<double> paired_differences(std::span<const double> sample,
                                       std::span<const double> reference) {
  std::vector<double> differences;
  for (std::size_t i = 0; i < sample.size(); ++i) differences.push_back(sample[i] - reference[i]);
  return differences;
}

std::string sign_of(const MeanInterval& difference) {
  if (difference.low > 0) return "+";
  if (difference.high < 0) return "-";
  return difference.low == 0 && difference.high == 0 ? "=" : "";
}

}  // namespace sojourn::command
