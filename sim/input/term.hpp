#pragma once

#include <optional>
#include <string>

#include "sim/base/part_of_tick.hpp"
#include "sim/base/tick_days.hpp"
#include "sim/input/settings.hpp"

namespace sojourn {

/// Later than any run.
inline constexpr Date kNever{9999, 12, 31};

/// Days on which something is in force, from the first of them to the first after them, and from
/// when people know of it.
class Term {
 public:
  static constexpr double kEndless = 1e5;  // [months]

  Term() = default;
  Term(const Calendar& calendar, Date from, Date until);
  /// Lasts for a number of calendar months.
  Term(const Calendar& calendar, Date from, double months);
  Term announced_on(Date day) const;

  Date from() const { return from_; }
  Date until() const { return until_; }
  /// From when people know of it.
  Date announced() const { return announced_; }
  bool has_end() const { return until_ < kNever; }
  /// Whether its end was given as a day, not as a length.
  bool ends_on_a_day() const { return ends_on_a_day_; }
  /// [calendar months]; kEndless without an end.
  double months() const { return months_; }
  /// Infinity without an end.
  double years() const;

  /// Days of the tick on which it is in force.
  TickDays days(int tick) const;
  /// The same as one part of the tick; of share 0 outside the term.
  PartOfTick part(int tick) const;
  /// The part of the tick that lies after its end.
  PartOfTick after(int tick) const;
  /// Of the days of the tick those on which it is in force, in [0, 1].
  double share(int tick) const { return days(tick).share(); }
  /// How near it is to those who know of it, rising from 0 when it is announced to 1 on the day it
  /// begins; 0 before and from then on.
  double closeness(int tick) const;

  /// The ticks that hold its first day and the day after its last; negative before the run.
  int begins() const { return calendar_.tick(from_); }
  int ends() const { return calendar_.tick(until_); }
  /// Whether it begins in the tick, or has begun when the run begins.
  bool begins_in(int tick) const { return tick == 0 ? begins() <= 0 : begins() == tick; }
  bool ends_in(int tick) const { return ends() == tick; }
  bool is_announced_in(int tick) const;
  /// Whether people know of it before it begins.
  bool is_announced() const { return announced_ < from_; }
  /// Whether it begins and ends with ticks.
  bool is_of_whole_ticks() const;
  /// Whether both are in force on some day.
  bool overlaps(const Term& other) const { return from_ < other.until_ && other.from_ < until_; }
  /// Whether it is in force on some day of a run of `n_ticks`.
  bool is_within(int n_ticks) const;
  /// What of it lies outside a run of `n_ticks`, for a warning; empty where all lies inside.
  std::string outside_run(int n_ticks) const;

 private:
  /// Where a date lies in a tick: 0 at its beginning or before, 1 at its end or after.
  double position(Date date, int tick) const;

  Calendar calendar_;
  Date from_, until_ = kNever, announced_;
  double months_ = kEndless;
  bool ends_on_a_day_ = false;
};

/// Days of the tick from day `first` to the day before `end` (days from 1970-01-01).
TickDays days_of_tick(const Calendar& calendar, int tick, int first, int end);

/// Reads `start`, `duration` [months] and `until`, of which the last two say the same: both are
/// taken only where they agree, and the resolved table holds the duration. An end that does not
/// come after the start is a fault.
Term read_start_and_duration(Settings& settings, const Calendar& calendar);

/// Reads `from`, which is required where there is no `fallback`, and `until` or `duration` [whole
/// months]. An end that does not come after the start is a fault.
Term read_from_until(Settings& settings, const Calendar& calendar, std::optional<Date> fallback);

/// Reads `announced`, a day before the term begins; by default nobody knows of it before.
Term read_announced(Settings& settings, const Term& term);

/// For what is in force or not: faults where the term begins or ends within a tick.
void require_whole_ticks(Settings& settings, const std::string& start_key, const Term& term,
                         const Calendar& calendar);
/// The same for one date.
void require_first_day(Settings& settings, const std::string& key, Date date,
                       const Calendar& calendar);

/// Reads the date on which something begins with a tick, by default the first; a date within a tick
/// is a fault. @return the tick; negative before the run
int read_tick(Settings& settings, const std::string& key, const Calendar& calendar,
              const std::string& meaning);

}  // namespace sojourn
