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
  const double half =
      students_t(level, result.n - 1) * std::sqrt(squares / (result.n - 1) / result.n);
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
