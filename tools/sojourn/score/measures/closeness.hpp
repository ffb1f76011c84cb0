#pragma once

#include <vector>

#include <Eigen/Core>

namespace sojourn::command {

// How near guesses are to what is known, number by number. Both are of equal length, in persons
// unless said otherwise. NaN where a score has no meaning: no number, no spread, and for shares of
// a sum and logs a number below 0 in either.

/// 2*sum(min(a, b))/(sum(a) + sum(b)), in [0, 1]: the share of people whom both put into the same
/// pair (Sorensen 1948; as "common part of commuters" Lenormand et al. 2012, DOI
/// 10.1371/journal.pone.0045985).
double common_part(const Eigen::ArrayXd& guess, const Eigen::ArrayXd& known);

/// Pearson's correlation, of three numbers or more.
double correlation(const Eigen::ArrayXd& a, const Eigen::ArrayXd& b);
/// Of log(1 + x).
double log_correlation(const Eigen::ArrayXd& guess, const Eigen::ArrayXd& known);
/// Of ranks; equal values share their mean rank (Spearman 1904, DOI 10.2307/1412159).
double rank_correlation(const Eigen::ArrayXd& guess, const Eigen::ArrayXd& known);

double mean_absolute_error(const Eigen::ArrayXd& guess, const Eigen::ArrayXd& known);
double root_mean_square_error(const Eigen::ArrayXd& guess, const Eigen::ArrayXd& known);
/// Mean of |a - b|/b over what is known to be above `least`; a share, not percent.
double mean_relative_error(const Eigen::ArrayXd& guess, const Eigen::ArrayXd& known, double least);

/// How many of the `n` largest of one are among those of the other; of equals the first count.
/// `n` is at most the number of pairs.
int common_largest(const Eigen::ArrayXd& guess, const Eigen::ArrayXd& known, Eigen::Index n);

/// sum|a - b|/sum(b) of one date.
double relative_difference(const Eigen::ArrayXd& guess, const Eigen::ArrayXd& known);
/// Its mean over dates, by which forecasts of refugees' arrivals are scored (Suleimenova, Bell and
/// Groen 2017, DOI 10.1038/s41598-017-13828-9). Dates on which nobody is known do not count: the
/// ratio has no meaning there.
/// @param guess, known: by date
double averaged_relative_difference(const std::vector<Eigen::ArrayXd>& guess,
                                    const std::vector<Eigen::ArrayXd>& known);

/// sum(a)/sum(b).
double total_ratio(const Eigen::ArrayXd& guess, const Eigen::ArrayXd& known);

}  // namespace sojourn::command
