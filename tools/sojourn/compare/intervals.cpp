#include "tools/sojourn/compare/intervals.hpp"

#include <boost/math/distributions/students_t.hpp>

#include <cmath>

#include "tools/sojourn/outcomes/no_value.hpp"

namespace sojourn::command {

void RunningSample::add(double value) {
  if (std::isnan(value)) return;
  const double step = value - mean_;
  mean_ += step / ++n_;
  squares_ += step * (value - mean_);
}

double RunningSample::mean() const {
  return n_ == 0 ? kNoValue : mean_;
}

MeanInterval RunningSample::interval(double level) const {
  return student_interval(mean(), squares_, n_, level);
}

MeanInterval student_interval(double mean, double squares, int n, double level) {
  MeanInterval result{mean, kNoValue, kNoValue, n};
  if (n < 2) return result;
  const boost::math::students_t law(n - 1);
  const double t = boost::math::quantile(law, 0.5 + level / 2);
  const double half = t * std::sqrt(squares / (n - 1) / n);
  result.low = mean - half;
  result.high = mean + half;
  return result;
}

MeanInterval student_interval(std::span<const double> sample, double level) {
  RunningSample all;
  for (const double value : sample) all.add(value);
  return all.interval(level);
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
