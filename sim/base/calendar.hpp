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
  int month(int tick) const { return date(tick).month; }
  int year(int tick) const { return date(tick).year; }
  /// Months from 1850-01 to the tick's month: the unit of birth dates in records.
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
  Date start() const { return start_; }

 private:
  Date start_{2000, 1, 1};
  TickLength length_ = TickLength::kMonth;
};

/// "2014-01" or "2014-01-31"; nothing if the text is no date.
std::optional<Date> parse_date(std::string_view text);
/// "2014-01" for the first of a month, else "2014-01-31".
std::string to_string(Date date);

}  // namespace sojourn
