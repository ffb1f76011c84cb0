#pragma once

#include <algorithm>
#include <chrono>

#include "sim/input/settings.hpp"
#include "sim/world/world.hpp"

namespace sojourn::models {

/// Later than any run.
inline constexpr Date kNever{9999, 12, 31};

/// The same day of the month `months` later; the month's last where it has no such day.
inline Date months_after(Date date, int months) {
  const int all = date.year * 12 + date.month - 1 + months;
  const std::chrono::year_month_day_last last{
      std::chrono::year{all / 12},
      std::chrono::month_day_last{std::chrono::month{static_cast<unsigned>(all % 12 + 1)}}};
  const int longest = static_cast<int>(static_cast<unsigned>(last.day()));
  return {all / 12, all % 12 + 1, std::min(date.day, longest)};
}

/// Days on which something holds: the first of them, and the first after them.
class Span {
 public:
  Span() = default;
  Span(const Calendar& calendar, Date from, Date until)
      : calendar_(calendar), from_(from), until_(until) {}
  Span(const Calendar& calendar, Date from, int months)
      : calendar_(calendar), from_(from), until_(months_after(from, months)), months_(months) {}

  Date from() const { return from_; }
  Date until() const { return until_; }
  /// Its length where it was given as one [calendar months], else 0.
  int months() const { return months_; }
  /// The ticks that hold these days.
  int begins() const { return calendar_.tick(from_); }
  int ends() const { return calendar_.tick(until_); }
  /// Of the days of a tick, those on which it holds, in [0, 1].
  double share(int tick) const {
    const Calendar days(calendar_.start(), TickLength::kDay);
    const int first = days.tick(calendar_.date(tick)), next = days.tick(calendar_.date(tick + 1));
    const int held = std::min(next, days.tick(until_)) - std::max(first, days.tick(from_));
    return static_cast<double>(std::max(0, held)) / (next - first);
  }
  /// None of its days lies in the run.
  bool misses(const World& world) const {
    return begins() >= world.n_ticks || until_ <= calendar_.date(0);
  }

 private:
  Calendar calendar_;
  Date from_, until_ = kNever;
  int months_ = 0;
};

/// `from`, and `until` or `duration`.
inline Span read_span(Settings& s, const World& world) {
  const Date from = s.required_date("from", "first day on which it holds");
  const Date until =
      s.date("until", kNever, "first day on which it holds no more; 9999-12-31: it goes on");
  const auto months = static_cast<int>(s.integer(
      "duration", "months", {0, 1200}, 0, "how long it holds, in calendar months; 0: to `until`"));
  if (until <= from) s.fault("until", "expected a day after `from`, " + to_string(from));
  if (months > 0 && until < kNever) s.fault("duration", "`until` says it already: write one");
  return months > 0 ? Span(world.calendar, from, months) : Span(world.calendar, from, until);
}

/// A right cannot begin or end within a tick, since people either have it or not.
inline void require_first_day(Settings& settings, const World& world, const std::string& key,
                              Date date) {
  const Calendar& calendar = world.calendar;
  if (date >= kNever || calendar.date(calendar.tick(date)) == date) return;
  settings.fault(key,
                 "with ticks of a month a right begins and ends on the first of a month, not on " +
                     to_string(date));
}

}  // namespace sojourn::models
