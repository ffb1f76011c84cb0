#pragma once

#include "sim/base/calendar.hpp"
#include "sim/input/settings.hpp"
#include "sim/stages/policy_rules.hpp"

namespace sojourn::models {

/// From which day to which something is in force, and from when people know of it.
class Validity {
 public:
  Validity(Settings& settings, const Calendar& calendar);

  /// The part of the tick during which it is in force; of share 0 outside its term.
  PartOfTick at(int tick) const;
  /// The part of the tick that lies after its end.
  PartOfTick after(int tick) const;
  /// How near it is to those who know of it, rising from 0 when it is announced to 1 on the day it
  /// begins; 0 before and from then on.
  double closeness(int tick) const;
  bool begins_in(int tick) const { return falls_in(from_, tick); }
  bool ends_in(int tick) const { return falls_in(until_, tick); }
  bool is_announced_in(int tick) const { return announced_ < from_ && falls_in(announced_, tick); }
  /// Length [years]; infinity without an end.
  double years() const;
  /// Whether it begins and ends with ticks.
  bool is_of_whole_ticks() const;
  /// Whether both are in force on some day.
  bool overlaps(const Validity& other) const {
    return from_ < other.until_ && other.from_ < until_;
  }
  /// Whether it is in force on some day of a run of `n_ticks`.
  bool is_within(int n_ticks) const;
  Date from() const { return from_; }
  Date until() const { return until_; }
  bool has_end() const;

 private:
  bool falls_in(Date date, int tick) const;
  /// Where a date lies in a tick: 0 at its beginning or before, 1 at its end or after.
  double position(Date date, int tick) const;

  Calendar calendar_;
  Date from_, until_, announced_;
};

}  // namespace sojourn::models
