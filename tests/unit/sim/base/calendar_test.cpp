#include "sim/base/calendar.hpp"
#include "sim/base/tick_days.hpp"

#include <gtest/gtest.h>

namespace sojourn {
namespace {

TEST(Calendar, MonthsCarryOverTheYear) {
  const Calendar calendar({2014, 11, 1}, TickLength::kMonth);
  EXPECT_EQ(calendar.date(0), (Date{2014, 11, 1}));
  EXPECT_EQ(calendar.date(1), (Date{2014, 12, 1}));
  EXPECT_EQ(calendar.date(2), (Date{2015, 1, 1}));
  EXPECT_EQ(calendar.date(26), (Date{2017, 1, 1}));
  EXPECT_EQ(calendar.date(-11), (Date{2013, 12, 1}));
}

TEST(Calendar, MonthlyTicksBeginOnTheFirst) {
  const Calendar calendar({2014, 1, 31}, TickLength::kMonth);
  EXPECT_EQ(calendar.start(), (Date{2014, 1, 1}));
  EXPECT_EQ(calendar.date(1), (Date{2014, 2, 1}));
}

TEST(Calendar, MonthThatHoldsADate) {
  const Calendar calendar({2014, 1, 1}, TickLength::kMonth);
  EXPECT_EQ(calendar.tick({2014, 1, 31}), 0);
  EXPECT_EQ(calendar.tick({2014, 2, 1}), 1);
  EXPECT_EQ(calendar.tick({2013, 12, 31}), -1);
  EXPECT_EQ(calendar.tick({2010, 1, 1}), -48);
}

TEST(Calendar, DaysKnowLeapYears) {
  const Calendar calendar({2016, 2, 28}, TickLength::kDay);
  EXPECT_EQ(calendar.date(1), (Date{2016, 2, 29}));
  EXPECT_EQ(calendar.date(2), (Date{2016, 3, 1}));
  EXPECT_EQ(calendar.tick({2017, 2, 28}), 366);
  EXPECT_EQ(calendar.tick({2016, 2, 27}), -1);
  EXPECT_EQ(Calendar({1900, 2, 28}, TickLength::kDay).date(1), (Date{1900, 3, 1}));
}

TEST(Calendar, LeapYearsHaveADayMore) {
  const Calendar days({2019, 12, 30}, TickLength::kDay);
  EXPECT_EQ(days.ticks_in_year(1), 365);
  EXPECT_EQ(days.ticks_in_year(2), 366);
  EXPECT_EQ(Calendar({2020, 1, 1}, TickLength::kMonth).ticks_in_year(5), 12);
}

TEST(Calendar, DayTicksAndDatesAreInverse) {
  const Calendar calendar({1999, 7, 19}, TickLength::kDay);
  for (int tick = -40000; tick <= 40000; tick += 7) {
    ASSERT_EQ(calendar.tick(calendar.date(tick)), tick);
  }
}

TEST(Calendar, MonthTicksAndDatesAreInverse) {
  const Calendar calendar({2000, 5, 1}, TickLength::kMonth);
  for (int tick = -3000; tick <= 3000; ++tick) ASSERT_EQ(calendar.tick(calendar.date(tick)), tick);
}

TEST(Calendar, YearsAndMonthsBegin) {
  const Calendar months({2014, 11, 1}, TickLength::kMonth);
  EXPECT_FALSE(months.begins_year(0));
  EXPECT_TRUE(months.begins_year(2));
  EXPECT_TRUE(months.begins_month(1));
  const Calendar days({2014, 12, 31}, TickLength::kDay);
  EXPECT_FALSE(days.begins_month(0));
  EXPECT_TRUE(days.begins_year(1));
  EXPECT_FALSE(days.begins_month(2));
  EXPECT_FALSE(days.begins_year(32));
  EXPECT_TRUE(days.begins_month(32));
}

TEST(Calendar, LengthOfATick) {
  EXPECT_DOUBLE_EQ(Calendar({2014, 1, 1}, TickLength::kMonth).dt(), 1.0 / 12.0);
  EXPECT_DOUBLE_EQ(Calendar({2014, 1, 1}, TickLength::kDay).dt(), 1.0 / 365.0);
}

TEST(Calendar, MonthsCountFrom1790) {
  EXPECT_EQ(Calendar({1790, 1, 1}, TickLength::kMonth).absolute_month(0), 0);
  EXPECT_EQ(Calendar({1790, 1, 1}, TickLength::kMonth).absolute_month(13), 13);
  EXPECT_EQ(Calendar({2000, 1, 31}, TickLength::kDay).absolute_month(1), 210 * 12 + 1);
}

TEST(Calendar, KnowsTheDaysOfATick) {
  const Calendar months({2016, 1, 1}, TickLength::kMonth);
  EXPECT_EQ(months.n_days(0), 31);
  EXPECT_EQ(months.n_days(1), 29);
  EXPECT_EQ(months.n_days(13), 28);
  EXPECT_EQ(months.first_day(1) - months.first_day(0), 31);
  EXPECT_TRUE(months.begins_tick({2016, 2, 1}));
  EXPECT_FALSE(months.begins_tick({2016, 2, 2}));
  const Calendar days({2016, 2, 28}, TickLength::kDay);
  EXPECT_EQ(days.n_days(1), 1);
  EXPECT_TRUE(days.begins_tick({2016, 2, 2}));
}

TEST(Dates, LaterByTheCalendar) {
  EXPECT_EQ(later({2015, 2, 1}, 1), (Date{2015, 3, 1}));
  EXPECT_EQ(later({2016, 2, 29}, 12), (Date{2017, 2, 28}));
  EXPECT_EQ(later({2015, 1, 31}, 1), (Date{2015, 2, 28}));
  EXPECT_EQ(later({2015, 1, 31}, 2), (Date{2015, 3, 31}));
  EXPECT_EQ(later({2015, 11, 15}, 2), (Date{2016, 1, 15}));
  // Parts of a month: 14 of 28 days, 15 of 30, 15.5 of 31 to the nearest day, 7 of 28.
  EXPECT_EQ(later({2015, 2, 1}, 0.5), (Date{2015, 2, 15}));
  EXPECT_EQ(later({2015, 4, 1}, 0.5), (Date{2015, 4, 16}));
  EXPECT_EQ(later({2015, 1, 1}, 0.5), (Date{2015, 1, 17}));
  EXPECT_EQ(later({2015, 1, 15}, 1.25), (Date{2015, 2, 22}));
  EXPECT_EQ(later({2015, 1, 1}, 0.01), (Date{2015, 1, 1}));
}

TEST(Dates, MonthsBetweenIsTheInverseOfLater) {
  EXPECT_EQ(months_between({2015, 2, 1}, {2015, 3, 1}), 1);
  EXPECT_EQ(months_between({2015, 2, 15}, {2017, 2, 15}), 24);
  EXPECT_DOUBLE_EQ(months_between({2015, 2, 1}, {2015, 2, 15}), 0.5);
  EXPECT_DOUBLE_EQ(months_between({2015, 1, 15}, {2015, 2, 22}), 1.25);
  for (const Date from : {Date{2015, 1, 31}, Date{2016, 2, 29}, Date{1999, 12, 17}}) {
    for (int days = 0; days < 1500; ++days) {
      const Date to = date_of_day(day_number(from) + days);
      ASSERT_EQ(later(from, months_between(from, to)), to) << iso(from) << " " << iso(to);
    }
  }
}

TEST(Dates, AreReadStrictly) {
  EXPECT_EQ(parse_date("2014-01"), (Date{2014, 1, 1}));
  EXPECT_EQ(parse_date("2016-02-29"), (Date{2016, 2, 29}));
  for (const char* text : {"", "2014", "2014-1", "2014-13", "2014-00", "2015-02-29", "2014-01-00",
                           "2014/01", "2014-01/31", "2014-01-3", "2014-01-31 ", "-014-01",
                           "+014-01", "20x4-01", "2014-+1", "2014-01T31"}) {
    EXPECT_FALSE(parse_date(text)) << text;
  }
}

TEST(Dates, AreWrittenAsRead) {
  EXPECT_EQ(to_string(Date{2014, 1, 1}), "2014-01");
  EXPECT_EQ(to_string(Date{2014, 1, 31}), "2014-01-31");
  EXPECT_EQ(to_string(Date{987, 6, 5}), "0987-06-05");
}

TEST(Dates, OfResultsHaveADay) {
  EXPECT_EQ(iso(Date{2014, 1, 1}), "2014-01-01");
  EXPECT_EQ(Calendar({2014, 1, 1}, TickLength::kMonth).label(1), "2014-02");
  EXPECT_EQ(Calendar({2014, 1, 1}, TickLength::kDay).label(31), "2014-02-01");
}

TEST(TickDays, CountEachDayOnce) {
  TickDays days(30, 0, 15);
  EXPECT_EQ(days.share(), 0.5);
  days.add({30, 12, 18});
  EXPECT_EQ(days.share(), 0.6);
  days.add({30, -4, 90});
  EXPECT_EQ(days.share(), 1);
  EXPECT_TRUE(TickDays(31, 31, 40).none());
  EXPECT_TRUE(TickDays(31, 20, 10).none());
  EXPECT_EQ(TickDays(31, 0, 31).share(), 1);
  EXPECT_EQ(TickDays().share(), 0);
}

}  // namespace
}  // namespace sojourn
