#include "sim/base/calendar.hpp"

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

TEST(Calendar, MonthsCountFrom1850) {
  EXPECT_EQ(Calendar({1850, 1, 1}, TickLength::kMonth).absolute_month(0), 0);
  EXPECT_EQ(Calendar({1850, 1, 1}, TickLength::kMonth).absolute_month(13), 13);
  EXPECT_EQ(Calendar({2000, 1, 31}, TickLength::kDay).absolute_month(1), 150 * 12 + 1);
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

}  // namespace
}  // namespace sojourn
