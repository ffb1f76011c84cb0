#include "sim/base/calendar.hpp"

#include <cmath>

#include <fmt/format.h>

#include <algorithm>
#include <chrono>

namespace sojourn {

namespace {

constexpr int kEpochYear = 1850;  // of birth dates in records

std::chrono::year_month_day civil(Date date) {
  return std::chrono::year{date.year} / date.month / date.day;
}

std::chrono::sys_days serial(Date date) {
  return std::chrono::sys_days{civil(date)};
}

int months_since_year_0(Date date) {
  return date.year * 12 + date.month - 1;
}

Date from_months(int months) {
  const int year = months >= 0 ? months / 12 : (months - 11) / 12;
  return {year, months - year * 12 + 1, 1};
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

Calendar::Calendar(Date start, TickLength length) : start_(start), length_(length) {
  if (length_ == TickLength::kMonth) start_.day = 1;
}

Date Calendar::date(int tick) const {
  if (length_ == TickLength::kMonth) return from_months(months_since_year_0(start_) + tick);
  const std::chrono::year_month_day day{serial(start_) + std::chrono::days{tick}};
  return {static_cast<int>(day.year()), static_cast<int>(static_cast<unsigned>(day.month())),
          static_cast<int>(static_cast<unsigned>(day.day()))};
}

int Calendar::tick(Date date) const {
  if (length_ == TickLength::kMonth) return months_since_year_0(date) - months_since_year_0(start_);
  return static_cast<int>((serial(date) - serial(start_)).count());
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
  return months - kEpochYear * 12;
}

bool Calendar::begins_year(int tick) const {
  return begins_month(tick) && month(tick) == 1;
}

bool Calendar::begins_month(int tick) const {
  return date(tick).day == 1;
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
  const std::string month = fmt::format("{:04}-{:02}", date.year, date.month);
  return date.day == 1 ? month : fmt::format("{}-{:02}", month, date.day);
}

}  // namespace sojourn
