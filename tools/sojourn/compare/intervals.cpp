#include "tools/sojourn/compare/intervals.hpp"

#include <cmath>
#include <numbers>

#include "sim/base/arithmetic/elementary.hpp"
#include "tools/sojourn/outcomes/no_value.hpp"

namespace sojourn::command {

namespace {

/// P(|T| <= t) of Student's law with `freedom` degrees of freedom, by the sine of atan(t /
/// sqrt(freedom)): Abramowitz and Stegun 26.7.3 and 26.7.4.
double students_within(double sine, int freedom) {
  const double square = 1 - sine * sine;  // of the cosine
  const bool odd = freedom % 2 != 0;
  double term = odd ? sine * std::sqrt(square) : sine, sum = freedom == 1 ? 0 : term;
  for (double k = odd ? 3 : 2; k < freedom; k += 2) {
    term *= square * (k - 1) / k;
    sum += term;
  }
  return odd ? 2 / std::numbers::pi * (fixed::asin(sine) + sum) : sum;
}

/// The t within which Student's law has `level`, in (0, 1).
double students_t(double level, int freedom) {
  double low = 0, high = 1, middle = 0.5;
  while (low < middle && middle < high) {
    (students_within(middle, freedom) < level ? low : high) = middle;
    middle = (low + high) / 2;
  }
  return high * std::sqrt(freedom / (1 - high * high));
}

}  // namespace

double StudentLaw::t(int freedom) {
  const auto at = static_cast<std::size_t>(freedom);
  if (at >= known_.size()) known_.resize(at + 1, 0);
  if (known_[at] == 0) known_[at] = students_t(level_, freedom);
  return known_[at];
}

void RunningSample::add(double value) {
  if (std::isnan(value)) return;
  const double step = value - mean_;
  mean_ += step / ++n_;
  squares_ += step * (value - mean_);
}

double RunningSample::mean() const {
  return n_ == 0 ? kNoValue : mean_;
}

MeanInterval RunningSample::interval(StudentLaw& law) const {
  return student_interval(mean(), squares_, n_, law);
}

MeanInterval student_interval(double mean, double squares, int n, StudentLaw& law) {
  MeanInterval result{mean, kNoValue, kNoValue, n};
  if (n < 2) return result;
  const double half = law.t(n - 1) * std::sqrt(squares / (n - 1) / n);
  result.low = mean - half;
  result.high = mean + half;
  return result;
}

MeanInterval student_interval(std::span<const double> sample, StudentLaw& law) {
  RunningSample all;
  for (const double value : sample) all.add(value);
  return all.interval(law);
}

MeanInterval student_interval(std::span<const double> sample, double level) {
  StudentLaw law(level);
  return student_interval(sample, law);
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
