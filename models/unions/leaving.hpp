#pragma once

#include "models/areas/area_gain.hpp"
#include "models/home_front/surprise.hpp"
#include "models/unions/attachment.hpp"
#include "sim/input/settings.hpp"

namespace sojourn::models {

/// What a member has of the union and what it loses by it, as it looks at that once a year.
struct MemberFacts {
  StateId state;
  AreaGain gain;          // of the people who live in another member today
  double surprise = 0;    // how much more came by the union's right than usual, in usual rates
  double income_gap = 0;  // 1 - (income of the union)/(its own): above 0 it pays in
  Attachment attachment;
};

/// How a member makes up its mind.
struct LeavingWeights {
  double rate = 0;             // [1 / year] at most; 0: nobody leaves
  double steepness = 500;      // k [1 / (GDP per head)]
  double contribution = 0.01;  // [GDP]: budget of the union
  double surprise = 5e-4;      // [GDP per head] of as many more as usually come
  double attached = 0.02;      // l [GDP per head]: what full attachment is worth
  AttachmentWeights attachment;

  LeavingWeights() = default;
  explicit LeavingWeights(Settings& settings);

  /// gain - contribution*income_gap - surprise*s [GDP per head / year].
  double net(const MemberFacts& facts) const;
  /// rate*logistic(-k*(net + l*A)) [1 / year], as states leave texts (joining.hpp).
  double leaving(const MemberFacts& facts) const;
  /// The same of a member that suspends free movement and stays, which costs it no attachment.
  double suspending(const MemberFacts& facts) const;
  /// And of one that has suspended it and resumes: rate*logistic(k*net).
  double resuming(const MemberFacts& facts) const;
};

/// "free movement gains 1.2e-03 of GDP per head, it pays 2.0e-03, 1.0 times more came than usual,
/// attachment 0.41".
std::string leaving_text(const LeavingWeights& weights, const MemberFacts& facts);

/// By how much more than usual people come by the union's right: the usual is what came in the
/// first year that is known, and follows within `memory` years. What a count of so few people does
/// by chance is no surprise.
class UsualInflow {
 public:
  explicit UsualInflow(Settings& settings);
  /// `rate`: of last year [1 / head / year], among `heads` [agents]. Once a year.
  double surprise_by(StateId state, double rate, double heads);
  template <class Keeper>
  void state(Keeper& archive) {
    archive(usual_);
  }

 private:
  Surprise surprise_;
  double memory_;                    // [years]
  std::map<StateId, double> usual_;  // [1 / head / year]
};

}  // namespace sojourn::models
