#pragma once

#include "sim/input/term.hpp"
#include "sim/world/world.hpp"

namespace sojourn::models {

/// Later than any run.
inline constexpr Date kNever{9999, 12, 31};

/// Days on which something holds: the first of them, and the first after them.
class Span {
 public:
  Span() = default;
  Span(const Calendar& calendar, Date from, Date until)
      : calendar_(calendar), from_(from), until_(until) {}
  Span(const Calendar& calendar, Date from, int months)
      : calendar_(calendar), from_(from), until_(later(from, months)), months_(months) {}

  Date from() const { return from_; }
  Date until() const { return until_; }
  /// Its length where it was given as one [calendar months], else 0.
  int months() const { return months_; }
  /// The ticks that hold these days.
  int begins() const { return calendar_.tick(from_); }
  int ends() const { return calendar_.tick(until_); }
  /// Of the days of a tick, those on which it holds, in [0, 1].
  double share(int tick) const {
    return days_of_tick(calendar_, tick, day_number(from_), day_number(until_)).share();
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
  if (date >= kNever || world.calendar.begins_tick(date)) return;
  settings.fault(key,
                 "with ticks of a month a right begins and ends on the first of a month, not on " +
                     to_string(date));
}

}  // namespace sojourn::models
