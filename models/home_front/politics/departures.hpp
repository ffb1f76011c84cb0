#pragma once

#include "sim/stages/stages.hpp"

namespace sojourn::models {

/// How far things at home are from what a state was used to when its politics were read.
struct Departures {
  double sentiment = 0;       // from the usual
  double shortage = 0;        // of labour, now, by more than slack [share of demand]
  double shortage_ahead = 0;  // at the horizon, slack or not
  double unemployment = 0;    // beyond the usual [1]
  double news = 0;            // of deaths and detention, [0, 1)
};

/// What a module of the home front can be: one that knows what is usual in every state.
class KnowsTheUsual {
 public:
  KnowsTheUsual() = default;
  KnowsTheUsual(const KnowsTheUsual&) = delete;
  KnowsTheUsual& operator=(const KnowsTheUsual&) = delete;
  virtual ~KnowsTheUsual() = default;
  /// Today; nothing departs before it is known what is usual.
  virtual Departures departures(const Scene& scene, StateId state) const = 0;
};

}  // namespace sojourn::models
