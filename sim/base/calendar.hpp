#pragma once

#include <compare>
#include <optional>
#include <string>
#include <string_view>

namespace sojourn {

/// A day of the proleptic Gregorian calendar; month and day count from 1.
struct Date {
  int year = 0;
  int month = 1;
  int day = 1;
  auto operator<=>(const Date&) const = default;
};

/// Records count months of birth from this January: the oldest are 110 in the first year in which a
/// run may begin.
inline constexpr int kFirstBirthYear = 1790;

/// Days from 1970-01-01.
int day_number(Date date);
Date date_of_day(int number);
/// `months` later by the calendar. A day that the month does not have becomes its last; a part of a
/// month is a part of the days of the month that follows, to the nearest day.
Date later(Date date, double months);
/// What `later` adds to `from` to come to `to`, which is not before it [months].
double months_between(Date from, Date to);

enum class TickLength { kMonth, kDay };

/// Turns ticks into dates and back. Tick 0 begins on `start`, with monthly ticks on the first of
/// its month.
class Calendar {
 public:
  Calendar() = default;
  Calendar(Date start, TickLength length);

  Date date(int tick) const;
  /// The tick that holds `date`; negative before the start.
  int tick(Date date) const;
  /// Whether a tick begins on `date`.
  bool begins_tick(Date date) const { return length_ == TickLength::kDay || date.day == 1; }
  /// Days from 1970-01-01 to the first day of the tick.
  int first_day(int tick) const { return day_number(date(tick)); }
  /// How many days the tick has, 31 at most.
  int n_days(int tick) const { return first_day(tick + 1) - first_day(tick); }
  int month(int tick) const { return date(tick).month; }
  int year(int tick) const { return date(tick).year; }
  /// Months from January of kFirstBirthYear to the tick's month: the unit of birth dates in
  /// records.
  int absolute_month(int tick) const;
  /// True on the first tick of a calendar year.
  bool begins_year(int tick) const;
  bool begins_month(int tick) const;
  int ticks_per_year() const { return length_ == TickLength::kMonth ? 12 : 365; }
  /// Of the calendar year that holds `tick`.
  int ticks_in_year(int tick) const;
  /// Length of a tick [yr].
  double dt() const { return 1.0 / ticks_per_year(); }
  /// The whole number of ticks nearest to a span [months].
  int ticks_in(double months) const;
  TickLength length() const { return length_; }
  /// The tick as its dates are told to people: "2014-01", of a day "2014-01-31".
  std::string label(int tick) const;
  Date start() const { return start_; }

 private:
  Date start_{2000, 1, 1};
  TickLength length_ = TickLength::kMonth;
};

/// "2014-01" or "2014-01-31"; nothing if the text is no date.
std::optional<Date> parse_date(std::string_view text);
/// "2014-01" for the first of a month, else "2014-01-31": as scenarios are written.
std::string to_string(Date date);
/// "2014-01-31": as results are written.
std::string iso(Date date);

}  // namespace sojourn
