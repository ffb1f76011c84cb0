#pragma once

#include "sim/input/term.hpp"
#include "sim/world/world.hpp"

namespace sojourn::models {

/// From when to when an agreement binds: what was agreed, what happens then, and whether one side
/// ends it before.
class DealTerm {
 public:
  DealTerm(Settings& s, const World& world)
      : calendar_(world.calendar), agreed_(read_from_until(s, world.calendar, std::nullopt)) {
    renewed_ = s.choice("at_end", {"ends", "renewed"}, "ends",
                        "what happens then: it ends, or binds for another `duration`, and so on") ==
               "renewed";
    broken_ = s.date("broken", kNever,
                     "day on which one side ends it before what was agreed; 9999-12-31: none does");
    by_supplier_ =
        s.choice("broken_by", {"demander", "supplier"}, "supplier", "who ends it") == "supplier";
    if (renewed_ && !lasts_months()) s.fault("at_end", "a renewal needs a `duration`");
    const Date last = renewed_ ? kNever : agreed_.until();
    if (broken() && (broken_ <= agreed_.from() || broken_ >= last)) {
      s.fault("broken", "expected a day after `from` and before the end");
    }
    in_force_ = Term(calendar_, agreed_.from(), std::min(broken_, last));
  }

  /// The days on which it binds.
  const Term& in_force() const { return in_force_; }
  bool broken() const { return broken_ < kNever; }
  bool by_supplier() const { return by_supplier_; }
  bool renewable() const { return renewed_; }
  /// The first end of a term that was agreed for `day` or later.
  Date agreed_end(Date day) const {
    Date end = agreed_.until();
    for (int k = 2; renewed_ && lasts_months() && end < day; ++k) {
      end = later(agreed_.from(), k * agreed_.months());
    }
    return end;
  }
  /// Whether a term ends on a day of the tick and another begins.
  bool is_renewed(int tick) const {
    const Date end = renewal(tick);
    return renewed_ && end < calendar_.date(tick + 1) && end < broken_;
  }
  /// The first end of a term from this tick on.
  Date renewal(int tick) const { return agreed_end(calendar_.date(tick)); }

 private:
  bool lasts_months() const {
    return agreed_.has_end() && !agreed_.ends_on_a_day() && agreed_.months() > 0;
  }

  Calendar calendar_;
  Term agreed_, in_force_;
  bool renewed_ = false, by_supplier_ = true;
  Date broken_ = kNever;
};

}  // namespace sojourn::models
