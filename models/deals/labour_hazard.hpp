#pragma once

#include <algorithm>
#include <cmath>

#include "sim/base/arithmetic/elementary.hpp"
#include "sim/input/settings.hpp"

namespace sojourn::models {

/// What tells one pair of states, host and home of workers, from another.
struct LabourDyad {
  double host_income = 0, home_income = 0;  // GDP per head, > 0 [int. $ / year]
  double slack = 0;                         // host's unemployment less its shortage [share]
  double km = 0;                            // between the two
  double people = 0;                        // of the home who have settled in the host
  double host_signed = 0, home_signed = 0;  // agreements in force, with whomever
  double saved = 0;  // share of the cost of contracting that the two save by meeting, [0, 1)
};

/// The chance that two states sign an agreement on labour within a year (ODD 7.12): the logit with
/// the log odds
///   constant + gap*ln(y_host/y_home) + slack*s + distance*ln(max(km, 50)/1000)
///     + people*ln(1 + people/1000) + peers_host*ln(1 + signed_host) + peers_home*ln(1 + ...)
///     - ln(1 - saved): odds are as many times as high as contracting is cheaper.
/// Estimated on the signatures of 1991-2004 by tools/studies/deals/labour_agreements.py, which
/// scores it on later years.
class LabourHazard {
 public:
  explicit LabourHazard(Settings& s)
      : constant_(of(s, "constant", -7.95,
                     "the log odds of a signature within a year where all "
                     "below is 0")),
        gap_(of(s, "gap", -0.11, "with the log of the host's income over the home's")),
        slack_(of(s, "slack", -5.34, "with the host's unemployment less its shortage of labour")),
        distance_(of(s, "distance", -0.31, "with the log of distance in 1000 km")),
        people_(
            of(s, "people", 0.47, "with the log of thousands of the home's people in the host")),
        peers_host_(of(s, "peers_host", 0.67, "with the log of the host's agreements")),
        peers_home_(of(s, "peers_home", 0.65, "with the log of the home's agreements")) {}

  /// [1 / year], in (0, 1).
  double chance(const LabourDyad& two) const {
    const double odds =
        constant_ + gap_ * fixed::log(two.host_income / two.home_income) + slack_ * two.slack +
        distance_ * fixed::log(std::max(two.km, kNearest) / 1000) +
        people_ * fixed::log1p(two.people / 1000) + peers_host_ * fixed::log1p(two.host_signed) +
        peers_home_ * fixed::log1p(two.home_signed) - fixed::log1p(-two.saved);
    return 1 / (1 + fixed::exp(-odds));
  }

 private:
  static constexpr double kNearest = 50;  // km

  static double of(Settings& s, const std::string& key, double value, const std::string& meaning) {
    return s.real(key, "log odds", {-50, 50}, value, "log odds of an agreement: " + meaning);
  }

  double constant_, gap_, slack_, distance_, people_, peers_host_, peers_home_;
};

}  // namespace sojourn::models
