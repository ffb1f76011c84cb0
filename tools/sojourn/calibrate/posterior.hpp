#pragma once

#include <cstdint>
#include <vector>

#include "tools/sojourn/calibrate/search.hpp"

namespace sojourn::command {

struct PosteriorOptions {
  int particles = 100;          // that are kept
  int most_generations = 20;    // after the first
  double least_accepted = 0.1;  // share of new points that are kept: below it nothing is gained
  double enough = 0;            // tolerance that no generation need improve
  std::uint64_t seed = 1;
};

/// Weighted points: their law is what is believed of the settings after the targets were seen.
struct Posterior {
  std::vector<UnitPoint> points;
  std::vector<double> weights;    // add up to 1
  std::vector<double> distances;  // at most `tolerance`
  double tolerance = 0;
  int generations = 0;  // after the first

  double mean(std::size_t coordinate) const;
  double deviation(std::size_t coordinate) const;  // standard
  /// The least value that the share q of the weights does not exceed.
  double quantile(std::size_t coordinate, double q) const;
};

/// Approximate Bayesian computation by an adaptive population (Lenormand, Jabot, Deffuant 2013, DOI
/// 10.1007/s00180-013-0428-3): twice as many points as are kept are taken from the prior, uniform
/// over the unit cube; the nearer half is kept, moved by a normal law of twice its covariance
/// (Beaumont et al. 2009, DOI 10.1093/biomet/asp052) and weighted by the prior over the law of the
/// move, until few of the new points come among the nearer half, or all are as near as is enough.
Posterior posterior_of(const Distances& distances, std::size_t dimensions,
                       const PosteriorOptions& options);

}  // namespace sojourn::command
