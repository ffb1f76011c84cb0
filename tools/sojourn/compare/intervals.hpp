#pragma once

#include <span>
#include <string>
#include <vector>

namespace sojourn::command {

/// The mean of a sample and its confidence interval. Bounds are NaN for fewer than two values.
struct MeanInterval {
  double mean = 0, low = 0, high = 0;
  int n = 0;
};

/// Quantiles of Student's law; what has been asked for once is not sought again.
class StudentLaw {
 public:
  /// @param level of the intervals, in (0, 1)
  explicit StudentLaw(double level = 0.95) : level_(level) {}
  /// The t within which the law of so many degrees of freedom, at least 1, has the level.
  double t(int freedom);

 private:
  double level_;
  std::vector<double> known_;  // [freedom]; 0: not sought
};

/// mean +- t*s/sqrt(n), t the quantile of Student's law with n - 1 degrees of freedom (Student
/// 1908, DOI 10.2307/2331554). Exact for normal samples.
/// @param squares sum of the squares of the distances to the mean
MeanInterval student_interval(double mean, double squares, int n, StudentLaw& law);

/// A sample of which number, mean and spread are kept, and no value. NaN values are left out.
class RunningSample {
 public:
  void add(double value);
  int n() const { return n_; }
  /// NaN: no value.
  double mean() const;
  /// That of all values so far.
  MeanInterval interval(StudentLaw& law) const;

 private:
  double mean_ = 0, squares_ = 0;
  int n_ = 0;
};

/// Of the values that are not NaN.
MeanInterval student_interval(std::span<const double> sample, StudentLaw& law);
MeanInterval student_interval(std::span<const double> sample, double level = 0.95);

/// sample[i] - reference[i]; NaN where either is. What chance has in common cancels.
std::vector<double> paired_differences(std::span<const double> sample,
                                       std::span<const double> reference);

/// "+" or "-" where the interval excludes 0, "=" where no value differs from 0, "" otherwise.
std::string sign_of(const MeanInterval& difference);

}  // namespace sojourn::command
