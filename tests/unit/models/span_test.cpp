#include <gtest/gtest.h>

#include <map>

#include "models/shocks/span.hpp"

namespace sojourn::models {
namespace {

TEST(Span, SharesOfAMonthAreDaysOfIt) {
  const Calendar months({2016, 1, 1}, TickLength::kMonth);
  const Span span(months, {2016, 3, 20}, Date{2016, 5, 11});
  EXPECT_EQ(span.begins(), 2);
  EXPECT_EQ(span.ends(), 4);
  EXPECT_EQ(span.share(1), 0);
  EXPECT_DOUBLE_EQ(span.share(2), 12.0 / 31);  // 20 to 31 March
  EXPECT_EQ(span.share(3), 1);
  EXPECT_DOUBLE_EQ(span.share(4), 10.0 / 31);  // 1 to 10 May
  EXPECT_EQ(span.share(5), 0);
  // Within one month, and over the 29 days of February.
  EXPECT_DOUBLE_EQ(Span(months, {2016, 2, 10}, Date{2016, 2, 12}).share(1), 2.0 / 29);
  EXPECT_EQ(Span(months, {2016, 1, 20}, 1).until(), (Date{2016, 2, 20}));
}

TEST(Span, DaysAreWholeTicks) {
  const Calendar days({2016, 2, 27}, TickLength::kDay);
  const Span span(days, {2016, 2, 29}, Date{2016, 3, 2});
  for (const auto& [tick, share] : std::map<int, double>{{1, 0}, {2, 1}, {3, 1}, {4, 0}}) {
    EXPECT_EQ(span.share(tick), share) << tick;
  }
}

TEST(Span, WithoutAnEndItGoesOn) {
  const Calendar months({2016, 1, 1}, TickLength::kMonth);
  const Span span(months, {2015, 3, 20}, kNever);
  EXPECT_EQ(span.share(0), 1);
  EXPECT_EQ(span.share(2400), 1);
}

TEST(Span, MissesARunThatLiesBesideIt) {
  World world;
  world.calendar = Calendar({2016, 1, 1}, TickLength::kMonth);
  world.n_ticks = 12;
  const auto misses = [&](Date from, Date until) {
    return Span(world.calendar, from, until).misses(world);
  };
  EXPECT_TRUE(misses({2017, 1, 1}, kNever));
  EXPECT_FALSE(misses({2016, 12, 31}, kNever));
  EXPECT_TRUE(misses({2015, 1, 1}, {2016, 1, 1}));
  EXPECT_FALSE(misses({2015, 1, 1}, {2016, 1, 2}));
}

}  // namespace
}  // namespace sojourn::models
