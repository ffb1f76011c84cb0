#include "sim/input/term.hpp"

#include <gtest/gtest.h>

#include <map>

#include "sim/input/assignment.hpp"
#include "sim/world/run_length.hpp"

namespace sojourn {
namespace {

const Calendar kMonths({2015, 1, 1}, TickLength::kMonth);
const Calendar kDays({2015, 1, 1}, TickLength::kDay);

/// Settings over some lines of TOML, with the faults they note.
struct Table {
  explicit Table(const std::string& toml) : node(*parse_toml(toml, "t.toml", diagnostics)) {}
  std::string faults() const {
    try {
      diagnostics.throw_if_any();
    } catch (const InputError& error) {
      return error.what();
    }
    return {};
  }
  Diagnostics diagnostics;
  Node node;
  Settings settings{&node, "m", &diagnostics};
};

Term term(const std::string& toml, const Calendar& calendar = kMonths) {
  Table table(toml);
  const Term found = read_start_and_duration(table.settings, calendar);
  EXPECT_EQ(table.faults(), "");
  return found;
}

std::string fault_of(const std::string& toml) {
  Table table(toml);
  read_start_and_duration(table.settings, kMonths);
  return table.faults();
}

TEST(Terms, EndByTheCalendar) {
  EXPECT_EQ(term("start='2015-02'\nduration=1").until(), (Date{2015, 3, 1}));
  EXPECT_EQ(term("start='2016-02'\nduration=1").until(), (Date{2016, 3, 1}));
  EXPECT_EQ(term("start='2015-02'\nuntil='2015-06-20'").until(), (Date{2015, 6, 20}));
  EXPECT_EQ(term("start='2015-02'\nuntil='2015-06'\nduration=4").until(), (Date{2015, 6, 1}));
  EXPECT_TRUE(!term("").has_end());
  EXPECT_EQ(term("").from(), (Date{2015, 1, 1}));
}

TEST(Terms, TheResolvedTableSaysTheEndOnce) {
  Table table("start='2015-01-31'\nuntil='2015-06-20'");
  const Term first = read_start_and_duration(table.settings, kMonths);
  EXPECT_EQ(term(to_toml(table.settings.resolved())).until(), first.until());
  EXPECT_EQ(table.settings.resolved().find("until")->value, Node({std::string(), {}}).value);
}

TEST(Terms, DaysOfATick) {
  const Term may = term("start='2015-05-11'\nuntil='2015-06-16'");
  EXPECT_EQ(may.days(3).share(), 0);
  EXPECT_EQ(may.days(4).share(), 21 / 31.0);
  EXPECT_EQ(may.days(5).share(), 15 / 30.0);
  EXPECT_EQ(may.days(6).share(), 0);
  int days = 0;
  const Term same(kDays, may.from(), may.until());
  for (int tick = 0; tick < 365; ++tick) days += same.days(tick).none() ? 0 : 1;
  EXPECT_EQ(days, 21 + 15);
}

TEST(Terms, SharesOfAMonthAreDaysOfIt) {
  const Calendar months({2016, 1, 1}, TickLength::kMonth);
  const Term term(months, {2016, 3, 20}, Date{2016, 5, 11});
  EXPECT_EQ(term.begins(), 2);
  EXPECT_EQ(term.ends(), 4);
  EXPECT_EQ(term.share(1), 0);
  EXPECT_DOUBLE_EQ(term.share(2), 12.0 / 31);  // 20 to 31 March
  EXPECT_EQ(term.share(3), 1);
  EXPECT_DOUBLE_EQ(term.share(4), 10.0 / 31);  // 1 to 10 May
  EXPECT_EQ(term.share(5), 0);
  // Within one month, and over the 29 days of February.
  EXPECT_DOUBLE_EQ(Term(months, {2016, 2, 10}, Date{2016, 2, 12}).share(1), 2.0 / 29);
  EXPECT_EQ(Term(months, {2016, 1, 20}, 1.0).until(), (Date{2016, 2, 20}));
}

TEST(Terms, DaysAreWholeTicks) {
  const Calendar days({2016, 2, 27}, TickLength::kDay);
  const Term term(days, {2016, 2, 29}, Date{2016, 3, 2});
  for (const auto& [tick, share] : std::map<int, double>{{1, 0}, {2, 1}, {3, 1}, {4, 0}}) {
    EXPECT_EQ(term.share(tick), share) << tick;
  }
}

TEST(Terms, WithoutAnEndTheyGoOn) {
  const Term term(kMonths, {2014, 3, 20}, kNever);
  EXPECT_EQ(term.share(0), 1);
  EXPECT_EQ(term.share(2400), 1);
  EXPECT_EQ(term.months(), Term::kEndless);
  EXPECT_FALSE(Term(kMonths, {2014, 3, 20}, Term::kEndless).has_end());
}

TEST(Terms, LieWithinTheRunOrBesideIt) {
  const auto within = [&](Date from, Date until) {
    return Term(kMonths, from, until).is_within(12);
  };
  EXPECT_FALSE(within({2016, 1, 1}, kNever));
  EXPECT_TRUE(within({2015, 12, 31}, kNever));
  EXPECT_FALSE(within({2014, 1, 1}, {2015, 1, 1}));
  EXPECT_TRUE(within({2014, 1, 1}, {2015, 1, 2}));
  EXPECT_FALSE(within({2015, 5, 1}, {2015, 5, 1}));
}

TEST(Terms, RefuseAnEndThatIsWrong) {
  EXPECT_EQ(fault_of("start='2015-05'\nuntil='2015-04-30'"),
            "t.toml:2:7: m.until: it would be over on 2015-04-30, before it begins on 2015-05-01");
  EXPECT_NE(fault_of("start='2015-05'\nuntil='2015-05-01'").find("before it begins"),
            std::string::npos);
  EXPECT_EQ(
      fault_of("start='2015-05'\nduration=2\nuntil='2015-08'"),
      "t.toml:3:7: m.until: `duration` ends it on 2015-07-01, not on 2015-08-01: expected one "
      "of them");
  EXPECT_EQ(fault_of("until='soon'"),
            "t.toml:1:7: m.until: expected a date such as \"2014-01\" or \"2014-01-31\", found "
            "\"soon\"");
}

TEST(Terms, WhatCannotActByDaysIsRefusedWithinAMonth) {
  const auto refused = [](const std::string& toml, const Calendar& calendar) {
    Table table(toml);
    require_whole_ticks(table.settings, "start", read_start_and_duration(table.settings, calendar),
                        calendar);
    return table.faults();
  };
  EXPECT_EQ(refused("start='2015-05'\nduration=2", kMonths), "");
  EXPECT_EQ(refused("start='2015-05-15'", kDays), "");
  EXPECT_EQ(refused("start='2015-05-15'", kMonths),
            "t.toml:1:7: m.start: expected the first of a month in a run by months, for it cannot "
            "act by days; found 2015-05-15");
  EXPECT_EQ(refused("duration=1.5", kMonths),
            "t.toml:1:10: m.duration: expected the first of a month in a run by months, for it "
            "cannot act by days; found 2015-02-15");
  EXPECT_NE(refused("until='2015-03-02'", kMonths).find("m.until: expected the first"),
            std::string::npos);
  EXPECT_NE(refused("duration=0.5", kMonths), "");
}

TEST(Terms, SayWhatLiesOutsideTheRun) {
  const auto outside = [](const std::string& toml) { return term(toml).outside_run(12); };
  EXPECT_EQ(outside(""), "");
  EXPECT_EQ(outside("start='2014-05'"), "");
  EXPECT_EQ(outside("start='2015-12'\nduration=1"), "");
  EXPECT_EQ(outside("start='2016-01'"),
            "it begins on 2016-01-01, when the run has ended on 2016-01-01, so it never acts");
  EXPECT_EQ(outside("start='2014-05'\nduration=8"),
            "it is over on 2015-01-01, before the run begins on 2015-01-01, so it never acts");
  EXPECT_EQ(outside("start='2015-12'\nduration=2"),
            "it would last until 2016-02-01, but the run ends on 2016-01-01");
  EXPECT_EQ(outside("duration=0"), "it lasts for less than half a day, so it never acts");
}

TEST(Terms, ADateThatIsATick) {
  Table table("vote='2015-03'\nstart='2015-03-02'");
  EXPECT_EQ(read_tick(table.settings, "vote", kMonths, "m"), 2);
  EXPECT_EQ(table.faults(), "");
  read_tick(table.settings, "start", kMonths, "m");
  EXPECT_NE(table.faults().find("t.toml:2:7: m.start: expected the first of a month"),
            std::string::npos);
}

int run_ticks(const std::string& toml, const Calendar& calendar) {
  Table table(toml);
  const int ticks = read_run_length(table.settings, calendar);
  EXPECT_EQ(table.faults(), "");
  return ticks;
}

TEST(RunLength, FromItsEnd) {
  EXPECT_EQ(run_ticks("", kMonths), 120);
  EXPECT_EQ(run_ticks("ticks=7", kMonths), 7);
  EXPECT_EQ(run_ticks("end='2017-01'", kMonths), 24);
  EXPECT_EQ(run_ticks("end='2017-01'", kDays), 731);  // 2016 is a leap year
  EXPECT_EQ(run_ticks("end='2015-01-31'", kDays), 30);
  EXPECT_EQ(run_ticks("end='2017-01'\nticks=24", kMonths), 24);
}

/// Ticks of a file that says `toml` where the command line says `assignment` too.
int ticks_with(const std::string& toml, const std::string& assignment) {
  Table table(toml);
  EXPECT_EQ(assign(table.node, assignment, Source{"--set"}), "");
  const int ticks = read_run_length(table.settings, kMonths);
  EXPECT_EQ(table.faults(), "");
  return ticks;
}

TEST(RunLength, TheCommandLineCountsMoreThanAFile) {
  EXPECT_EQ(ticks_with("end='2017-01'", "ticks=7"), 7);
  EXPECT_EQ(ticks_with("ticks=24", "end='2015-08'"), 7);
}

TEST(RunLength, TheResolvedTableSaysItOnce) {
  Table table("end='2017-01'");
  const int ticks = read_run_length(table.settings, kMonths);
  const Node resolved = with_ticks_alone(table.settings.resolved(), ticks);
  EXPECT_EQ(to_toml(resolved), "ticks = 24\n");
}

TEST(RunLength, RefusesAnEndThatIsWrong) {
  const auto fault = [](const std::string& toml) {
    Table table(toml);
    read_run_length(table.settings, kMonths);
    return table.faults();
  };
  EXPECT_EQ(fault("end='2017-01-31'"),
            "t.toml:1:5: m.end: a run in months ends with a month: expected the first of a month, "
            "found 2017-01-31");
  EXPECT_EQ(
      fault("ticks=7\nend='2017-01'"),
      "t.toml:2:5: m.end: it makes a run of 24 ticks, but `ticks` is 7: expected one of them");
  EXPECT_NE(fault("end='2014-12'").find("m.end: expected a date from 2015-01-01 to"),
            std::string::npos);
}

}  // namespace
}  // namespace sojourn
