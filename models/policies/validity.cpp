#include "models/policies/validity.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <limits>

namespace sojourn::models {

namespace {

constexpr Date kNever{9999, 12, 31};

std::chrono::sys_days serial(Date date) {
  return std::chrono::year{date.year} / date.month / date.day;
}

double days_between(Date from, Date to) {
  return static_cast<double>((serial(to) - serial(from)).count());
}

/// The same day `months` later, or the last of that month.
Date months_later(Date date, int months) {
  const std::chrono::year_month month =
      std::chrono::year{date.year} / date.month + std::chrono::months{months};
  const std::chrono::year_month_day last{month / std::chrono::last};
  const auto day = std::min(static_cast<unsigned>(date.day), static_cast<unsigned>(last.day()));
  return {static_cast<int>(month.year()), static_cast<int>(static_cast<unsigned>(month.month())),
          static_cast<int>(day)};
}

}  // namespace

Validity::Validity(Settings& settings, const Calendar& calendar) : calendar_(calendar) {
  from_ = settings.date("from", calendar.start(), "first day on which it is in force");
  until_ = settings.date("until", kNever, "first day on which it is not in force any more");
  const auto months = settings.integer("duration", "months", {0, 12000}, 0,
                                       "calendar months that it lasts; 0: to the day in `until`");
  if (months > 0 && has_end()) {
    settings.fault("duration", "expected `until` or `duration`, found both");
  } else if (months > 0) {
    until_ = months_later(from_, static_cast<int>(months));
  }
  announced_ = settings.date("announced", from_, "day from which people know that it will come");
  if (until_ <= from_) {
    settings.fault("until", fmt::format("it would end before it begins, on {}", to_string(from_)));
  }
  if (announced_ > from_) {
    settings.fault("announced",
                   fmt::format("it would be announced after it begins, on {}", to_string(from_)));
  }
}

bool Validity::has_end() const {
  return until_ != kNever;
}

double Validity::position(Date date, int tick) const {
  const Date begin = calendar_.date(tick), end = calendar_.date(tick + 1);
  return std::clamp(days_between(begin, date) / days_between(begin, end), 0.0, 1.0);
}

PartOfTick Validity::at(int tick) const {
  return {position(from_, tick), position(until_, tick)};
}

PartOfTick Validity::after(int tick) const {
  return {position(until_, tick), 1};
}

double Validity::closeness(int tick) const {
  const Date today = calendar_.date(tick);
  if (announced_ >= from_ || today >= from_ || calendar_.date(tick + 1) <= announced_) return 0;
  return std::max(0.0, days_between(announced_, today) / days_between(announced_, from_));
}

bool Validity::falls_in(Date date, int tick) const {
  const bool before_the_run = tick == 0 && date < calendar_.start() && date == from_;
  return before_the_run || calendar_.tick(date) == tick;
}

double Validity::years() const {
  return has_end() ? days_between(from_, until_) / 365.25 : std::numeric_limits<double>::infinity();
}

bool Validity::is_of_whole_ticks() const {
  const auto begins_a_tick = [&](Date date) {
    return calendar_.date(calendar_.tick(date)) == date;
  };
  return begins_a_tick(from_) && (!has_end() || begins_a_tick(until_));
}

bool Validity::is_within(int n_ticks) const {
  return from_ < calendar_.date(n_ticks) && until_ > calendar_.date(0);
}

}  // namespace sojourn::models
