#include "sim/input/term.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>

namespace sojourn {

namespace {

double days_between(Date from, Date to) {
  return day_number(to) - day_number(from);
}

/// Months from `start` until the date that the user wrote; `months` where nothing is written or
/// wrong.
double months_until(Settings& settings, const std::string& text, Date start, double months) {
  if (text.empty()) return months;
  const auto until = parse_date(text);
  if (!until) {
    settings.fault("until",
                   fmt::format("expected a date such as \"2014-01\" or \"2014-01-31\", found {}",
                               inline_toml({text, {}})));
  } else if (*until <= start) {
    settings.fault("until", fmt::format("it would be over on {}, before it begins on {}",
                                        iso(*until), iso(start)));
  } else if (settings.has("duration") && later(start, months) != *until) {
    settings.fault("until", fmt::format("`duration` ends it on {}, not on {}: expected one of them",
                                        iso(later(start, months)), iso(*until)));
  } else {
    return months_between(start, *until);
  }
  return months;
}

}  // namespace

Term::Term(const Calendar& calendar, Date from, Date until)
    : calendar_(calendar),
      from_(from),
      until_(until),
      announced_(from),
      months_(until < kNever && from < until ? months_between(from, until) : kEndless),
      ends_on_a_day_(until < kNever) {}

Term::Term(const Calendar& calendar, Date from, double months)
    : calendar_(calendar),
      from_(from),
      until_(months < kEndless ? later(from, months) : kNever),
      announced_(from),
      months_(months) {}

Term Term::announced_on(Date day) const {
  Term known = *this;
  known.announced_ = day;
  return known;
}

double Term::years() const {
  return has_end() ? days_between(from_, until_) / 365.25 : std::numeric_limits<double>::infinity();
}

TickDays days_of_tick(const Calendar& calendar, int tick, int first, int end) {
  const int begin = calendar.first_day(tick);
  return {calendar.n_days(tick), first - begin, end - begin};
}

TickDays Term::days(int tick) const {
  return days_of_tick(calendar_, tick, day_number(from_), day_number(until_));
}

double Term::position(Date date, int tick) const {
  const Date begin = calendar_.date(tick), end = calendar_.date(tick + 1);
  return std::clamp(days_between(begin, date) / days_between(begin, end), 0.0, 1.0);
}

PartOfTick Term::part(int tick) const {
  return {position(from_, tick), position(until_, tick)};
}

PartOfTick Term::after(int tick) const {
  if (until_ <= from_) return {1, 1};  // what never was in force has no aftermath
  return {position(until_, tick), 1};
}

double Term::closeness(int tick) const {
  const Date today = calendar_.date(tick);
  const bool comes = announced_ < from_ && from_ < until_;
  if (!comes || today >= from_ || calendar_.date(tick + 1) <= announced_) return 0;
  return std::max(0.0, days_between(announced_, today) / days_between(announced_, from_));
}

bool Term::is_announced_in(int tick) const {
  return announced_ < from_ && from_ < until_ && calendar_.tick(announced_) == tick;
}

bool Term::is_of_whole_ticks() const {
  const auto holds_in_part = [&](int tick) {
    const double part = share(std::max(0, tick));
    return part > 0 && part < 1;
  };
  return !holds_in_part(begins()) && !(has_end() && holds_in_part(ends()));
}

bool Term::is_within(int n_ticks) const {
  return from_ < until_ && from_ < calendar_.date(n_ticks) && until_ > calendar_.date(0);
}

std::string Term::outside_run(int n_ticks) const {
  const Date run_end = calendar_.date(n_ticks);
  if (n_ticks == 0) return {};
  if (until_ == from_) return "it lasts for less than half a day, so it never acts";
  if (until_ <= calendar_.start()) {
    return fmt::format("it is over on {}, before the run begins on {}, so it never acts",
                       iso(until_), iso(calendar_.start()));
  }
  if (from_ >= run_end) {
    return fmt::format("it begins on {}, when the run has ended on {}, so it never acts",
                       iso(from_), iso(run_end));
  }
  if (!has_end() || until_ <= run_end) return {};
  return fmt::format("it would last until {}, but the run ends on {}", iso(until_), iso(run_end));
}

Term read_start_and_duration(Settings& settings, const Calendar& calendar) {
  const Date start = settings.date("start", calendar.start(), "first day");
  const double lasting = settings.real("duration", "months", {0, Term::kEndless}, Term::kEndless,
                                       "how long it lasts, by the calendar");
  const std::string until =
      settings.text("until", "", "date on which it is over, instead of `duration`; empty: none");
  const double months = months_until(settings, until, start, lasting);
  if (until.empty()) return {calendar, start, months};
  settings.resolve("duration", {months, {}});
  settings.resolve("until", {std::string(), {}});
  const auto day = parse_date(until);
  return day && start < *day ? Term(calendar, start, *day) : Term(calendar, start, months);
}

Term read_from_until(Settings& settings, const Calendar& calendar, std::optional<Date> fallback) {
  const std::string first = "first day on which it is in force";
  const Date from =
      fallback ? settings.date("from", *fallback, first) : settings.required_date("from", first);
  const Date until = settings.date(
      "until", kNever, "first day on which it is in force no more; 9999-12-31: it goes on");
  const auto months = static_cast<double>(settings.integer(
      "duration", "months", {0, 12000}, 0,
      "calendar months that it lasts, in the place of `until`; written as 0: none at "
      "all"));
  // The resolved table of what never is in force says so by both, that of what goes on by neither.
  const bool never =
      months == 0 && settings.has("duration") && (!settings.has("until") || until == from);
  if (never) {
    settings.resolve("until", {iso(from), {}});
    return {calendar, from, months};
  }
  if (until <= from) {
    settings.fault("until", "expected a day after `from`, " + to_string(from));
  }
  if (months > 0 && until < kNever) {
    settings.fault("duration", "expected `until` or `duration`, found both");
  }
  return months > 0 ? Term(calendar, from, months) : Term(calendar, from, until);
}

Term read_announced(Settings& settings, const Term& term) {
  const Date day =
      settings.date("announced", term.from(), "day from which people know that it will come");
  if (day > term.from()) {
    settings.fault("announced", fmt::format("it would be announced after it begins, on {}",
                                            to_string(term.from())));
  }
  return term.announced_on(day);
}

void require_first_day(Settings& settings, const std::string& key, Date date,
                       const Calendar& calendar) {
  if (date >= kNever || calendar.begins_tick(date)) return;
  settings.fault(key, fmt::format("expected the first of a month in a run by months, for it cannot "
                                  "act by days; found {}",
                                  iso(date)));
}

void require_whole_ticks(Settings& settings, const std::string& start_key, const Term& term,
                         const Calendar& calendar) {
  require_first_day(settings, start_key, term.from(), calendar);
  if (!calendar.begins_tick(term.from())) return;
  require_first_day(settings, term.ends_on_a_day() ? "until" : "duration", term.until(), calendar);
}

int read_tick(Settings& settings, const std::string& key, const Calendar& calendar,
              const std::string& meaning) {
  const Date date = settings.date(key, calendar.start(), meaning);
  require_first_day(settings, key, date, calendar);
  return calendar.tick(date);
}

}  // namespace sojourn
