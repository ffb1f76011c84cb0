#pragma once

#include <string>

#include "sim/base/tick_days.hpp"
#include "sim/input/settings.hpp"

namespace sojourn {

/// A span of days: from `start` on, for a number of calendar months.
struct Term {
  static constexpr double kEndless = 1e5;  // [months]

  Date start;
  double months = kEndless;
  std::string end_key = "duration";  // that says when it ends

  bool endless() const { return months >= kEndless; }
  /// The first day after it.
  Date end() const { return later(start, months); }
  TickDays days_of(const Calendar& calendar, int tick) const;
};

/// Days of the tick from day `first` to the day before `end` (days from 1970-01-01).
TickDays days_of_tick(const Calendar& calendar, int tick, int first, int end);

/// Reads `start`, `duration` [months] and `until`, of which the last two say the same: both are
/// taken only where they agree, and the resolved table holds the duration. An end that does not
/// come after the start is a fault.
Term read_term(Settings& settings, const Calendar& calendar);

/// For what is in force or not: faults where the term begins or ends within a tick.
void require_whole_ticks(Settings& settings, const Term& term, const Calendar& calendar);

/// What of the term lies outside a run of `n_ticks`, for a warning; empty where all lies inside.
std::string outside_run(const Term& term, const Calendar& calendar, int n_ticks);

/// Reads the date on which something begins with a tick, by default the first; a date within a tick
/// is a fault. @return the tick; negative before the run
int read_tick(Settings& settings, const std::string& key, const Calendar& calendar,
              const std::string& meaning);

}  // namespace sojourn
