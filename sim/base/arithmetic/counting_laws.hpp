#pragma once

namespace sojourn::fixed {

/// P(K <= k) of a binomial law, k in [0, n], n up to 1e10, p in (0, 0.5]; relative error below
/// 1e-11 up to n of 1e6, in far tails too, 1e-9 up to 1e10. The incomplete beta function by its
/// fraction (DiDonato, Morris 1992, DOI 10.1145/131766.131776, formula 9), its factor by Loader's
/// terms (2000). Time goes as the deviation.
double binomial_cdf(double k, double n, double p);

/// P(K <= k) of a Poisson law, k >= 0, mean in (0, 1e10], in the same sense.
double poisson_cdf(double k, double mean);

}  // namespace sojourn::fixed
