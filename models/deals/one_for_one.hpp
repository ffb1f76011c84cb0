#pragma once

#include <algorithm>
#include <limits>

namespace sojourn::models {

/// What a deal promises for people sent back.
struct OneForOneTerms {
  double each = 0;                                        // refugees for one person sent back
  double most = std::numeric_limits<double>::infinity();  // in a calendar year [persons]
};

/// Refugees that one side owes the other for people sent back, and how many of them the calendar
/// year has seen taken over (ODD 7.11) [persons].
class OneForOne {
 public:
  explicit OneForOne(OneForOneTerms terms) : terms_(terms) {}

  void begin_year() { used_ = 0; }
  void owe_for(double sent_back) { owed_ += terms_.each * sent_back; }
  /// Those of whom `there` can be taken over now; they are owed no longer.
  double settle(double there) {
    const double due = std::max(0.0, std::min({owed_, terms_.most - used_, there}));
    owed_ -= due;
    used_ += due;
    return due;
  }
  template <class Keeper>
  void state(Keeper& archive) {
    archive(owed_, used_);
  }

 private:
  OneForOneTerms terms_;
  double owed_ = 0, used_ = 0;
};

}  // namespace sojourn::models
