#include "sim/input/term.hpp"

#include <fmt/format.h>

namespace sojourn {

namespace {

void require_tick(Settings& settings, const std::string& key, Date date, const Calendar& calendar) {
  if (calendar.begins_tick(date)) return;
  settings.fault(key, fmt::format("expected the first of a month in a run by months, for it cannot "
                                  "act by days; found {}",
                                  iso(date)));
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

TickDays days_of_tick(const Calendar& calendar, int tick, int first, int end) {
  const int begin = calendar.first_day(tick);
  return {calendar.n_days(tick), first - begin, end - begin};
}

TickDays Term::days_of(const Calendar& calendar, int tick) const {
  return days_of_tick(calendar, tick, day_number(start), day_number(end()));
}

Term read_term(Settings& settings, const Calendar& calendar) {
  Term term;
  term.start = settings.date("start", calendar.start(), "first day");
  term.months = settings.real("duration", "months", {0, Term::kEndless}, Term::kEndless,
                              "how long it lasts, by the calendar");
  const std::string until =
      settings.text("until", "", "date on which it is over, instead of `duration`; empty: none");
  term.months = months_until(settings, until, term.start, term.months);
  if (!until.empty()) {
    term.end_key = "until";
    settings.resolve("duration", {term.months, {}});
    settings.resolve("until", {std::string(), {}});
  }
  return term;
}

void require_whole_ticks(Settings& settings, const Term& term, const Calendar& calendar) {
  require_tick(settings, "start", term.start, calendar);
  if (term.endless() || !calendar.begins_tick(term.start)) return;
  require_tick(settings, term.end_key, term.end(), calendar);
}

std::string outside_run(const Term& term, const Calendar& calendar, int n_ticks) {
  const Date run_end = calendar.date(n_ticks), end = term.end();
  if (n_ticks == 0) return {};
  if (end == term.start) return "it lasts for less than half a day, so it never acts";
  if (end <= calendar.start()) {
    return fmt::format("it is over on {}, before the run begins on {}, so it never acts", iso(end),
                       iso(calendar.start()));
  }
  if (term.start >= run_end) {
    return fmt::format("it begins on {}, when the run has ended on {}, so it never acts",
                       iso(term.start), iso(run_end));
  }
  if (term.endless() || end <= run_end) return {};
  return fmt::format("it would last until {}, but the run ends on {}", iso(end), iso(run_end));
}

int read_tick(Settings& settings, const std::string& key, const Calendar& calendar,
              const std::string& meaning) {
  const Date date = settings.date(key, calendar.start(), meaning);
  require_tick(settings, key, date, calendar);
  return calendar.tick(date);
}

}  // namespace sojourn
