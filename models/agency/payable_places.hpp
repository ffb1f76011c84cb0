#pragma once

#include <numeric>
#include <vector>

namespace sojourn::models {

/// Places that money pays for [persons / year].
struct PayablePlaces {
  std::vector<double> earmarked;  // by donor
  double free = 0;                // with money that is not earmarked
  double all() const { return std::accumulate(earmarked.begin(), earmarked.end(), free); }
};

}  // namespace sojourn::models
