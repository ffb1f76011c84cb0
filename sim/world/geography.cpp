#include "sim/world/geography.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "sim/base/arithmetic/elementary.hpp"

namespace sojourn {

namespace {

double angle(double degrees) {
  return degrees * std::numbers::pi / 180;
}

bool share_one(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  return std::ranges::any_of(a, [&](const auto& x) { return std::ranges::count(b, x) > 0; });
}

}  // namespace

double great_circle_km(const Place& a, const Place& b) {
  const double dlat = angle(b.latitude - a.latitude), dlon = angle(b.longitude - a.longitude);
  const double north = fixed::sin(dlat / 2), east = fixed::sin(dlon / 2);
  const double h =
      north * north + fixed::cos(angle(a.latitude)) * fixed::cos(angle(b.latitude)) * (east * east);
  return 2 * 6371 * fixed::asin(std::min(1.0, std::sqrt(h)));
}

double proximity(const Place& a, const Place& b, const NearnessWeights& weights) {
  const bool colonial = std::ranges::count(a.colonial_ties, b.id) > 0 ||
                        std::ranges::count(b.colonial_ties, a.id) > 0;
  const double nearness = fixed::exp(-great_circle_km(a, b) / weights.reach_km);
  return std::min(1.0, weights.distance * nearness +
                           (share_one(a.languages, b.languages) ? weights.language : 0) +
                           (colonial ? weights.colonial_tie : 0));
}

}  // namespace sojourn
