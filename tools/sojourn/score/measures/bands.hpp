#pragma once

#include <array>
#include <vector>

#include <Eigen/Core>

namespace sojourn::command {

/// Guesses of several runs: [run][pair]. Two or more, of equal length.
using Replicates = std::vector<Eigen::ArrayXd>;

/// Share of pairs whose known value lies within the central band of the runs, bounds included,
/// which are quantiles at (1 -+ level)/2 with linear interpolation (type 7 of Hyndman and Fan 1996,
/// DOI 10.2307/2684934).
double coverage(const Replicates& runs, const Eigen::ArrayXd& known, double level);
/// What that share would be on average if the known came from the law of the runs:
/// level*(n - 1)/(n + 1) of n runs. Exact for a uniform law, within which quantiles lie evenly
/// between two runs; near it for others.
double expected_coverage(std::size_t n_runs, double level);

/// Mean over pairs of the continuous ranked probability score of the runs' empirical law, in
/// persons: E|X - y| - E|X - X'|/2 (Gneiting and Raftery 2007, DOI 10.1198/016214506000001437). Of
/// a single run it is the mean absolute error.
double crps(const Replicates& runs, const Eigen::ArrayXd& known);

inline constexpr std::size_t kPitBins = 10;
/// Shares of pairs by the place of the known among n runs, in ten bins of equal width. A known
/// value above k runs and equal to t lies anywhere between k/(n + 1) and (k + t + 1)/(n + 1) with
/// equal weight, as Czado, Gneiting and Held 2009 (DOI 10.1111/j.1541-0420.2009.01191.x) spread
/// counts. Flat: the law is right; a hump in the middle: bands are too wide; at the ends: too
/// narrow.
std::array<double, kPitBins> pit_histogram(const Replicates& runs, const Eigen::ArrayXd& known);

}  // namespace sojourn::command
