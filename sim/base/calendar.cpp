#include "sim/base/calendar.hpp"

#include <cmath>

#include <fmt/format.h>

#include <algorithm>
#include <chrono>

namespace sojourn {

namespace {

std::chrono::year_month_day civil(Date date) {
  return std::chrono::year{date.year} / date.month / date.day;
}

int months_since_year_0(Date date) {
  return date.year * 12 + date.month - 1;
}

Date from_months(int months) {
  const int year = months >= 0 ? months / 12 : (months - 11) / 12;
  return {year, months - year * 12 + 1, 1};
}

/// Whole months later.
Date months_later(Date date, int months) {
  Date end = from_months(months_since_year_0(date) + months);
  const std::chrono::year_month_day_last last{std::chrono::year{end.year} / end.month /
                                              std::chrono::last};
  end.day = std::min(date.day, static_cast<int>(static_cast<unsigned>(last.day())));
  return end;
}

/// The number that `digits` spell; -1 if anything else is in it.
int number(std::string_view digits) {
  int value = 0;
  for (const char c : digits) {
    if (c < '0' || c > '9') return -1;
    value = value * 10 + (c - '0');
  }
  return value;
}

}  // namespace

int day_number(Date date) {
  return static_cast<int>(std::chrono::sys_days{civil(date)}.time_since_epoch().count());
}

Date date_of_day(int number) {
  const std::chrono::year_month_day day{std::chrono::sys_days{std::chrono::days{number}}};
  return {static_cast<int>(day.year()), static_cast<int>(static_cast<unsigned>(day.month())),
          static_cast<int>(static_cast<unsigned>(day.day()))};
}

Date later(Date date, double months) {
  const int whole = static_cast<int>(std::floor(months));
  const Date from = months_later(date, whole);
  if (months == whole) return from;
  const int first = day_number(from), next = day_number(months_later(date, whole + 1));
  return date_of_day(first + static_cast<int>(std::lround((months - whole) * (next - first))));
}

double months_between(Date from, Date to) {
  int whole = months_since_year_0(to) - months_since_year_0(from);
  if (months_later(from, whole) > to) --whole;
  const int first = day_number(months_later(from, whole));
  const int next = day_number(months_later(from, whole + 1));
  return whole + 1.0 * (day_number(to) - first) / (next - first);
}

Calendar::Calendar(Date start, TickLength length) : start_(start), length_(length) {
  if (length_ == TickLength::kMonth) start_.day = 1;
}

Date Calendar::date(int tick) const {
  if (length_ == TickLength::kMonth) return from_months(months_since_year_0(start_) + tick);
  return date_of_day(day_number(start_) + tick);
}

int Calendar::tick(Date date) const {
  if (length_ == TickLength::kMonth) return months_since_year_0(date) - months_since_year_0(start_);
  return day_number(date) - day_number(start_);
}

int Calendar::ticks_in(double months) const {
  return static_cast<int>(std::lround(months * ticks_per_year() / 12));
}

int Calendar::ticks_in_year(int tick) const {
  if (length_ == TickLength::kMonth) return 12;
  return std::chrono::year{year(tick)}.is_leap() ? 366 : 365;
}

int Calendar::absolute_month(int tick) const {
  const int months = length_ == TickLength::kMonth ? months_since_year_0(start_) + tick
                                                   : months_since_year_0(date(tick));
  return months - kFirstBirthYear * 12;
}

bool Calendar::begins_year(int tick) const {
  return begins_month(tick) && month(tick) == 1;
}

bool Calendar::begins_month(int tick) const {
  return date(tick).day == 1;
}

std::string Calendar::label(int tick) const {
  const Date day = date(tick);
  return length_ == TickLength::kMonth ? to_string(day) : iso(day);
}

std::optional<Date> parse_date(std::string_view text) {
  const bool has_day = text.size() == 10;
  if (!has_day && text.size() != 7) return std::nullopt;
  if (text[4] != '-' || (has_day && text[7] != '-')) return std::nullopt;
  const Date date{number(text.substr(0, 4)), number(text.substr(5, 2)),
                  has_day ? number(text.substr(8, 2)) : 1};
  if (std::min({date.year, date.month, date.day}) < 0 || !civil(date).ok()) return std::nullopt;
  return date;
}

std::string to_string(Date date) {
  return date.day == 1 ? fmt::format("{:04}-{:02}", date.year, date.month) : iso(date);
}

std::string iso(Date date) {
  return fmt::format("{:04}-{:02}-{:02}", date.year, date.month, date.day);
}

}  // namespace sojourn
