#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace sojourn::reference {

/// z beyond which a two-sided test of `level` rejects.
double two_sided_limit(double level);
/// Probability that a normal statistic with mean `shift` and deviation 1 lies beyond the limit.
double normal_power(double shift, double level);

struct ChiSquare {
  double statistic = 0;
  int degrees = 0;
  double p = 1;  // probability of a larger statistic
};
/// Are two lists of counts draws from one law? Cells with an expected count below 5 in either are
/// put together.
ChiSquare homogeneity(std::span<const std::int64_t> a, std::span<const std::int64_t> b);
/// Noncentral chi-square: power to detect that the law of cells is `other` instead of `law`
/// (weights, same length) in two samples of n draws each.
double chi_square_power(std::span<const double> law, std::span<const double> other, double n,
                        double level);

/// Smirnov's two-sample test; conservative where values tie.
struct Smirnov {
  double distance = 0;
  double p = 1;
};
Smirnov smirnov(std::vector<double> a, std::vector<double> b);

/// Share of `n_shuffles` random divisions of all replicates into two groups whose groups differ by
/// at least as much as these two do (sum over columns of squared differences of means over the
/// pooled variance). Exact where replicates of both are alike, whatever their law.
double permutation_p(const std::vector<std::vector<double>>& a,
                     const std::vector<std::vector<double>>& b, int n_shuffles);

}  // namespace sojourn::reference
