#include "sim/foresight/offer.hpp"

#include <algorithm>
#include <cmath>

#include "sim/base/arithmetic/elementary.hpp"
#include "sim/base/infinity.hpp"

namespace sojourn {

namespace {

constexpr double kNone = -kInfinity;
/// ln(e^(a/d) + e^(b/d))*d.
double together(double a, double b, double d) {
  const double more = std::max(a, b), less = std::min(a, b);
  return more == kNone ? kNone : more + d * fixed::log1p(fixed::exp((less - more) / d));
}

}  // namespace

WeighedOffer weigh(const ChoiceRow& further, const ChoiceRow& own, double savings) {
  const double own_value = own.logsum(savings);
  const double odds = further.logsum() - own_value;
  const double d = further.dissimilarity();
  if (d == 1 || !std::isfinite(odds)) return {odds, fixed::log1p(fixed::exp(odds))};
  const double scale = std::max(further.logsum(), own_value);
  double taken = 0, left = 0;  // weights e^V of both sets, to that scale
  for (std::size_t nest = 0; nest < further.n_nests(); ++nest) {
    const double a = own.logsum_in(nest, savings), b = further.logsum_in(nest, kInfinity);
    const double both = together(a, b, d);
    if (both == kNone) continue;
    taken += fixed::exp(both - scale + (b - both) / d);
    left += fixed::exp(both - scale + (a - both) / d);
  }
  return {fixed::log(taken / left), scale + fixed::log(taken + left) - own_value};
}

}  // namespace sojourn
