#include "tools/sojourn/import/publishers/months.hpp"

#include <fmt/format.h>

#include <array>
#include <charconv>

#include "sim/base/calendar.hpp"
#include "tools/sojourn/import/codes/fold.hpp"
#include "tools/sojourn/import/read/columns.hpp"

namespace sojourn::intake {

namespace {

constexpr std::array<std::string_view, 12> kMonths{"january",   "february", "march",    "april",
                                                   "may",       "june",     "july",     "august",
                                                   "september", "october",  "november", "december"};

std::optional<int> whole(std::string_view text) {
  int number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  const bool all = error == std::errc{} && end == text.data() + text.size();
  return all ? std::optional(number) : std::nullopt;
}

std::string text_of(int year, int month) {
  return fmt::format("{:04}-{:02}", year, month);
}

}  // namespace

std::optional<int> month_number(std::string_view text) {
  const std::string word = folded(text);
  if (const auto number = whole(word)) {
    return *number >= 1 && *number <= 12 ? number : std::nullopt;
  }
  for (std::size_t m = 0; m < kMonths.size(); ++m) {
    if (word.size() >= 3 && kMonths[m].starts_with(word)) return static_cast<int>(m) + 1;
  }
  return {};
}

std::optional<std::string> month_of(std::string_view text) {
  if (const auto date = parse_date(text)) return text_of(date->year, date->month);
  if (const auto day = whole(text)) {
    // Day 25,569 of a spreadsheet is 1 January 1970; from 1990 on, so that no year is taken for
    // one.
    constexpr int kFirst = 32874, kLast = 73050, kOrigin = 25569;
    if (*day < kFirst || *day > kLast) return {};
    const Date date = date_of_day(*day - kOrigin);
    return text_of(date.year, date.month);
  }
  const std::string word = folded(text);
  if (word.size() < 7) return {};
  const auto month = month_number(word.substr(0, word.size() - 4));
  const auto year = year_of(std::string_view(word).substr(word.size() - 4));
  return month && year ? std::optional(text_of(*year, *month)) : std::nullopt;
}

}  // namespace sojourn::intake
