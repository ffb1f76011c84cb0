#pragma once

#include <algorithm>

#include "models/home_front/politics/departures.hpp"
#include "sim/input/settings.hpp"

namespace sojourn::models {

/// How much more a government minds one arrival a year, per head of its people, than when it was
/// content; below 0: it wants more.
struct PersonWeights {
  double regular = 0, irregular = 0;
  double worker = 0;  // what employers gain by one
};

/// The interests at home that a government weighs beside its own politics (ODD 7.5): those who
/// mind strangers, as sentiment says and shortage disarms (SZ21); those who fear for jobs;
/// employers, who gain by workers while labour is short and are heard the more, the less law rules;
/// advocates, who gain by news of harm.
struct Interests {
  double disarm = 3;
  double jobs = 5;
  double employers = 5, capture = 1;
  double advocates = 0.03, rescue = 0.004;

  Interests() = default;
  explicit Interests(Settings& s)
      : disarm(s.real("disarm", "1", {0, 100}, Interests{}.disarm,
                      "share of the opposition that a full labour shortage beyond the usual would "
                      "disarm; what is over disarms all")),
        jobs(s.real("jobs", "1", {0, 100}, Interests{}.jobs,
                    "weight, in p_w, of full unemployment beyond the usual on an arrival")),
        employers(s.real("employers", "1", {0, 100}, Interests{}.employers,
                         "weight, in p_w, of a full labour shortage beyond the usual on a worker")),
        capture(s.real("capture", "1", {0, 100}, Interests{}.capture,
                       "by how much more employers are heard where no law rules")),
        advocates(s.real("advocates", "1", {0, 10}, Interests{}.advocates,
                         "weight of rights while the news are full of harm")),
        rescue(s.real("rescue", "1", {0, 10}, Interests{}.rescue,
                      "weight against effort at borders while the news are full of harm")) {}

  /// Share of the usual opposition that shortage leaves.
  double armed(const Departures& d) const { return std::max(0.0, 1 - disarm * d.shortage); }
  /// What employers gain by a worker [head / person / year].
  double worker(const Departures& d, double p_w, double rule_of_law) const {
    return p_w * employers * (1 + capture * (1 - rule_of_law)) * d.shortage;
  }
  /// `p_w` and `irregular_weight` as in PolicyWeights; [head / person / year].
  PersonWeights of(const Departures& d, double p_w, double irregular_weight,
                   double rule_of_law) const {
    const double crowd = p_w * ((1 + d.sentiment) * armed(d) - 1 + jobs * d.unemployment);
    const double gain = worker(d, p_w, rule_of_law);
    return {crowd - gain, irregular_weight * crowd, gain};
  }
};

}  // namespace sojourn::models
