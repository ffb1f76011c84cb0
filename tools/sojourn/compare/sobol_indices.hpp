#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace sojourn::command {

/// A share of an output's variance, with a bootstrap interval of 95%.
struct VarianceShare {
  double value = 0, low = 0, high = 0;
};

/// How much of an output's variance each parameter makes: alone (first order), and with all its
/// interactions (total).
struct SobolIndices {
  double mean = 0, variance = 0;
  std::vector<VarianceShare> first, total;  // [parameter]
  std::size_t rows = 0;                     // of the design, with a value at each point
};

/// Points at which an output is needed, in the unit cube of k parameters: for each of n rows A, B,
/// and A with its parameter i taken from B, i = 1..k; (k + 2)*n in all (Saltelli et al. 2010,
/// DOI 10.1016/j.cpc.2009.09.018). A and B are the halves of one Sobol sequence in 2k dimensions.
std::vector<std::vector<double>> saltelli_design(std::size_t k, std::size_t n);

/// `outputs` at the points of saltelli_design(k, n), in that order. First order: mean of
/// f(B)*(f(AB_i) - f(A)) over V (Saltelli et al. 2010, table 2 b); total: mean of
/// (f(A) - f(AB_i))^2/2 over V (Jansen 1999, DOI 10.1016/S0010-4655(98)00154-4), V the variance of
/// all f(A) and f(B). f is centred first. Rows with a NaN are left out; with fewer than two, or
/// without variance, all is NaN. Intervals are percentiles over `resamples` of rows drawn with
/// replacement.
SobolIndices sobol_indices(std::span<const double> outputs, std::size_t k, int resamples = 1000,
                           std::uint64_t seed = 1);

}  // namespace sojourn::command
