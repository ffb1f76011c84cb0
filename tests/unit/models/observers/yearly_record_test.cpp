#include "models/outcomes/yearly_record.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "sim/record/recorder.hpp"

namespace sojourn::models {
namespace {

constexpr double kNone = std::numeric_limits<double>::quiet_NaN();

/// Two places; ticks of 2019, 2020, 2020 with moves (1, 10), (2, 20), (3, 0), people (5, 0),
/// (6, 0), (7, 0), a wage (1, none), (2, none), (4, 8).
YearlyRecord recorded() {
  YearlyRecord record;
  Recorder recorder(record);
  recorder.add_time_axis("time", "days since 2019-12-01", "tick");
  recorder.add_axis({"place", {"A", "B"}, {}, "1", "places"});
  const std::vector<std::string> axes{"time", "place"};
  const auto moves =
      recorder.add_series<std::int64_t>({"moves", axes, "persons", "", OverTime::kSum});
  const auto people = recorder.add_series<std::int64_t>({"people", axes, "persons", ""});
  const auto wage = recorder.add_series<double>({"wage", axes, "1", ""});
  const auto yearly = recorder.add_series<double>({"january", {"year"}, "1", ""});
  const std::vector<std::vector<std::int64_t>> m{{1, 10}, {2, 20}, {3, 0}},
      p{{5, 0}, {6, 0}, {7, 0}};
  const std::vector<std::vector<double>> w{{1, kNone}, {2, kNone}, {4, 8}};
  for (std::size_t tick = 0; tick < 3; ++tick) {
    record.begin_tick(tick == 0 ? 2019 : 2020);
    recorder.step("time", static_cast<double>(tick));
    recorder.append(moves, m[tick]);
    recorder.append(people, p[tick]);
    recorder.append(wage, w[tick]);
    recorder.append(yearly, 1.0);
    recorder.end_tick();
  }
  record.close();
  return record;
}

TEST(YearlyRecord, SumsWhatHappenedAndAveragesWhatWas) {
  const YearlyRecord record = recorded();
  EXPECT_EQ(record.years(), (std::vector<double>{2019, 2020}));
  EXPECT_EQ(record.ticks(), (std::vector<std::int64_t>{1, 2}));
  ASSERT_EQ(record.series().size(), 3U);  // what is not over ticks is passed over
  const YearlySeries &moves = record.series()[0], &people = record.series()[1];
  EXPECT_EQ(moves.info.axes, (std::vector<std::string>{"year", "place"}));
  EXPECT_TRUE(moves.whole);
  EXPECT_EQ(moves.slice(0), (std::vector<double>{1, 10}));
  EXPECT_EQ(moves.slice(1), (std::vector<double>{5, 20}));
  EXPECT_FALSE(people.whole);
  EXPECT_EQ(people.info.over_time, OverTime::kMean);
  EXPECT_EQ(people.slice(1), (std::vector<double>{6.5, 0}));
}

TEST(YearlyRecord, AMeasureWithoutAValueOnSomeTicksHasTheMeanOfTheOthers) {
  const YearlyRecord record = recorded();
  const YearlySeries& wage = record.series()[2];
  EXPECT_EQ(wage.slice(0)[0], 1);
  EXPECT_TRUE(std::isnan(wage.slice(0)[1]));
  EXPECT_EQ(wage.slice(1), (std::vector<double>{3, 8}));
}

}  // namespace
}  // namespace sojourn::models
