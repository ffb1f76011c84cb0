#include <gtest/gtest.h>

#include <cmath>
#include <numeric>

#include "tests/worlds/small_world.hpp"

namespace sojourn::models {
namespace {

/// A, B and C in a row, both ways by land, A to B by sea as well. Ticks are the months of 2020-21;
/// every shock here lasts from March (tick 2) for four months, so it is over in July (tick 6).
const std::string kWorld = R"(
[run]
start = "2020-01"
ticks = 24
[[country]]
id = "A"
population = 1000
gdp_per_capita = 5000
unemployment = 0.10
stability = 0.2
rights = 0.3
openness = 0.4
[[country]]
id = "B"
population = 1000
gdp_per_capita = 20000
unemployment = 0.05
stability = 0.7
rights = 0.6
openness = 0.5
longitude = 10
[[country]]
id = "C"
population = 1000
gdp_per_capita = 10000
longitude = 20
[[corridor]]
from = "A"
to = "B"
enforcement = 0.3
price = 200
risk = 0.01
[[corridor]]
from = "A"
to = "B"
mode = "sea"
enforcement = 0.5
price = 1000
route = "Sea"
[[corridor]]
from = "B"
to = "C"
enforcement = 0.2
price = 100
[[corridor]]
from = "B"
to = "A"
enforcement = 0.1
price = 50
[areas.bc]
members = ["B", "C"]
[modules.intention]
h0 = 0
[modules.shock]
)";
constexpr const char* kWhen = "start = \"2020-03\"\nduration = 4\n";
constexpr int kStart = 2, kEnd = 6;
constexpr double kClose = 1e-9;

/// Runs a world with one shock and shows its conditions month by month.
class Struck {
 public:
  explicit Struck(const std::string& shock, const std::string& when = kWhen)
      : simulation_(testing::simulate(kWorld + shock + "\n" + when)) {}
  /// The world once the tick has run.
  Scene at(int tick) {
    while (simulation_->now() <= tick) simulation_->tick();
    return simulation_->scene();
  }
  const std::vector<Event>& events() const { return simulation_->events(); }

 private:
  std::unique_ptr<Simulation> simulation_;
};

using Kinds = std::vector<std::string>;

/// of(scene) is `inside` from the first to the last month of the shock, and `outside` before and
/// after. Events tell of its beginning and of no more, or of these kinds.
template <class Of>
void expect_step(const std::string& shock, const Of& of, double outside, double inside,
                 const Kinds& kinds = {}) {
  Struck world(shock);
  for (int tick = 0; tick < 9; ++tick) {
    const bool during = tick >= kStart && tick < kEnd;
    EXPECT_NEAR(of(world.at(tick)), during ? inside : outside, kClose) << "tick " << tick;
  }
  const std::size_t n = kinds.empty() ? 1 : kinds.size();
  ASSERT_EQ(world.events().size(), n);
  EXPECT_EQ(world.events().front().tick, kStart);
  if (kinds.empty()) return;
  EXPECT_EQ(world.events().back().tick, kEnd);
  for (std::size_t i = 0; i < n; ++i) EXPECT_EQ(world.events()[i].kind, kinds[i]);
}

TEST(Shocks, Conflict) {
  const std::string war =
      "type='conflict'\ntarget=['A']\nmagnitude=0.05\nstability_loss=0.15\nincome_loss=0.2\n"
      "border_control=0.4\nsmuggling_price=1.5";
  expect_step(
      war, [](const Scene& s) { return s.conditions.displacement[0]; }, 0, 0.05);
  expect_step(
      war, [](const Scene& s) { return s.conditions.stability[0]; }, 0.2, 0.05);
  expect_step(
      war, [](const Scene& s) { return s.conditions.gdp_per_capita[0]; }, 5000, 4000);
  // Only on the way out of A: 0.3*0.4, 0.5*0.4; 200*1.5. The way in keeps its 0.1.
  expect_step(
      war, [](const Scene& s) { return s.rules.enforcement[0]; }, 0.3, 0.12);
  expect_step(
      war, [](const Scene& s) { return s.rules.enforcement[1]; }, 0.5, 0.2);
  expect_step(
      war, [](const Scene& s) { return s.conditions.price[0]; }, 200, 300);
  expect_step(
      war, [](const Scene& s) { return s.rules.enforcement[3]; }, 0.1, 0.1);
  expect_step(
      war, [](const Scene& s) { return s.conditions.displacement[1]; }, 0, 0);
  // Stability does not fall below 0.
  expect_step(
      "type='conflict'\ntarget=['A']\nstability_loss=0.5",
      [](const Scene& s) { return s.conditions.stability[0]; }, 0.2, 0);
}

TEST(Shocks, Disaster) {
  const std::string flood = "type='disaster'\ntarget=['A', 'C']\nmagnitude=0.03\nincome_loss=0.1";
  expect_step(
      flood, [](const Scene& s) { return s.conditions.displacement[0]; }, 0, 0.03);
  expect_step(
      flood, [](const Scene& s) { return s.conditions.displacement[2]; }, 0, 0.03);
  expect_step(
      flood, [](const Scene& s) { return s.conditions.gdp_per_capita[2]; }, 10000, 9000);
  expect_step(
      flood, [](const Scene& s) { return s.conditions.stability[0]; }, 0.2, 0.2);
}

TEST(Shocks, ADisasterOfTheInsecureDrivesNoResidents) {
  const std::string cut =
      "type='disaster'\ntarget=['A']\nmagnitude=0.03\nbefalls='insecure'\nincome_loss=0";
  expect_step(
      cut, [](const Scene& s) { return s.conditions.hardship[0]; }, 0, 0.03);
  expect_step(
      cut, [](const Scene& s) { return s.conditions.displacement[0]; }, 0, 0);
}

TEST(Shocks, Recession) {
  const std::string slump = "type='recession'\ntarget=['B']\nmagnitude=0.08";
  expect_step(
      slump, [](const Scene& s) { return s.conditions.gdp_per_capita[1]; }, 20000, 18400);
  expect_step(
      slump, [](const Scene& s) { return s.conditions.unemployment[1]; }, 0.05, 0.09);
  expect_step(
      slump, [](const Scene& s) { return s.conditions.labour_demand[1]; }, 1, 0.92);
}

TEST(Shocks, Boom) {
  const std::string boom = "type='boom'\ntarget=['A']\nmagnitude=0.08";
  expect_step(
      boom, [](const Scene& s) { return s.conditions.gdp_per_capita[0]; }, 5000, 5400);
  expect_step(
      boom, [](const Scene& s) { return s.conditions.unemployment[0]; }, 0.10, 0.06);
  expect_step(
      boom, [](const Scene& s) { return s.conditions.labour_demand[0]; }, 1, 1.08);
  // Unemployment does not fall below 0.
  expect_step(
      "type='boom'\ntarget=['A']\nmagnitude=0.4",
      [](const Scene& s) { return s.conditions.unemployment[0]; }, 0.10, 0);
}

TEST(Shocks, PriceShock) {
  const std::string dearer = "type='price_shock'\nfrom=['A']\nmode='sea'\nmagnitude=0.5";
  expect_step(
      dearer, [](const Scene& s) { return s.conditions.price[1]; }, 1000, 1500);
  expect_step(
      dearer, [](const Scene& s) { return s.conditions.price[0]; }, 200, 200);
}

TEST(Shocks, EnforcementShock) {
  const std::string looser = "type='enforcement_shock'\nto=['B']\nmagnitude=-0.5";
  expect_step(
      looser, [](const Scene& s) { return s.rules.enforcement[0]; }, 0.3, 0.15);
  expect_step(
      looser, [](const Scene& s) { return s.rules.enforcement[1]; }, 0.5, 0.25);
  expect_step(
      looser, [](const Scene& s) { return s.rules.enforcement[2]; }, 0.2, 0.2);
  // 0.5*(1 + 3) would be 2: nobody is stopped more often than always.
  expect_step(
      "type='enforcement_shock'\nroute='Sea'\nmagnitude=3.0",
      [](const Scene& s) { return s.rules.enforcement[1]; }, 0.5, 1);
}

TEST(Shocks, BorderClosure) {
  const std::string closed = "type='border_closure'\nfrom=['A']\nto=['B']\nmode='land'";
  const Kinds told{"border closure", "border opening"};
  expect_step(
      closed, [](const Scene& s) { return s.rules.closed[0]; }, 0, 1, told);
  expect_step(
      closed, [](const Scene& s) { return s.rules.closed[1]; }, 0, 0, told);
  // With both ways out of A closed B is out of reach, and near again afterwards.
  expect_step(
      "type='border_closure'\nfrom=['A']",
      [](const Scene& s) { return std::isfinite(s.routes.cost(PlaceId(0), PlaceId(1))) ? 1 : 0; },
      1, 0, told);
}

TEST(Shocks, ChangeOfGovernment) {
  const std::string vote = "type='change_of_government'\ntarget=['B']\nmagnitude=-0.2";
  expect_step(
      vote, [](const Scene& s) { return s.stances.openness[1]; }, 0.5, 0.3);
  expect_step(
      vote, [](const Scene& s) { return s.stances.rights[1]; }, 0.6, 0.4);
  expect_step(
      "type='change_of_government'\ntarget=['B']\nmagnitude=-0.7",
      [](const Scene& s) { return s.stances.openness[1]; }, 0.5, 0);
}

TEST(Shocks, MediaEvent) {
  const std::string news = "type='media_event'\ntarget=['B']\nmagnitude=0.5";
  expect_step(
      news, [](const Scene& s) { return s.conditions.media[1]; }, 0, 0.5);
  // Sentiment: x <- 0.95*x + 0.5 for four months: 0.5, 0.975, 1.42625, 1.8549375; then it fades.
  Struck world(news);
  EXPECT_NEAR(world.at(kStart - 1).stances.sentiment[1], 0, kClose);
  EXPECT_NEAR(world.at(kStart).stances.sentiment[1], 0.5, kClose);
  EXPECT_NEAR(world.at(kStart + 1).stances.sentiment[1], 0.975, kClose);
  EXPECT_NEAR(world.at(kEnd - 1).stances.sentiment[1], 1.8549375, kClose);
  EXPECT_NEAR(world.at(kEnd).stances.sentiment[1], 0.95 * 1.8549375, kClose);
}

/// x <- 0.95*x - 0.3 down to -1: a public that minds nobody.
TEST(Shocks, AMediaEventCanWarm) {
  Struck world("type='media_event'\ntarget=['B']\nmagnitude=-0.3");
  EXPECT_NEAR(world.at(kStart).stances.sentiment[1], -0.3, kClose);
  EXPECT_NEAR(world.at(kStart + 1).stances.sentiment[1], -0.585, kClose);
  EXPECT_NEAR(world.at(kStart + 2).stances.sentiment[1], -0.85575, kClose);
  EXPECT_NEAR(world.at(kEnd - 1).stances.sentiment[1], -1, kClose);
  EXPECT_NEAR(world.at(kEnd).stances.sentiment[1], -0.95, kClose);
}

TEST(Shocks, Accession) {
  const std::string joins = "type='accession'\ntarget=['A']\narea='bc'";
  const auto free = [](int from, int to) {
    return [=](const Scene& s) { return s.rules.free_movement(from, to); };
  };
  expect_step(joins, free(0, 1), 0, 1);
  expect_step(joins, free(2, 0), 0, 1);
  expect_step(joins, free(1, 2), 1, 1);  // founders
  expect_step(joins, free(0, 0), 0, 0);
}

TEST(Shocks, AccessionWithATransition) {
  // A joins in March; B opens at once, C two months later.
  Struck world("type='accession'\ntarget=['A']\narea='bc'\nopen_at_once=['B']\ntransition=2",
               "start='2020-03'\n");
  const auto free = [&](int tick, int from, int to) {
    return world.at(tick).rules.free_movement(from, to);
  };
  EXPECT_EQ(free(kStart - 1, 0, 1), 0);
  EXPECT_EQ(free(kStart, 0, 1), 1);
  EXPECT_EQ(free(kStart, 0, 2), 0);
  EXPECT_EQ(free(kStart, 2, 0), 1);  // C's people may come to A at once
  EXPECT_EQ(free(kStart, 1, 2), 1);
  EXPECT_EQ(free(kStart + 1, 0, 2), 0);
  EXPECT_EQ(free(kStart + 2, 0, 2), 1);
  const auto& events = world.at(kStart + 2).events;
  ASSERT_EQ(events.size(), 2U);
  EXPECT_EQ(events[0].text, "shock: A; B open at once, others in 2 months");
  EXPECT_EQ(events[1].text, "shock: A: the transition ends");
}

TEST(Shocks, AnAccessionThatOpensEarlierCounts) {
  const std::string joins = "type='accession'\ntarget=['A']\narea='bc'\ntransition=12\n";
  Struck world(joins, "start='2020-03'\n[modules.later]\n" + joins +
                          "open_at_once=['C']\nstart='2020-06'\n");
  EXPECT_EQ(world.at(4).rules.free_movement(0, 2), 0);
  EXPECT_EQ(world.at(5).rules.free_movement(0, 2), 1);
  EXPECT_EQ(world.at(5).rules.free_movement(0, 1), 0);
}

TEST(Shocks, AccessionRefusesWhoIsNoMember) {
  EXPECT_THROW(Struck("type='accession'\ntarget=['A']\narea='bc'\nopen_at_once=['A']"), InputError);
  EXPECT_THROW(Struck("type='accession'\ntarget=['A']\narea='bc'\ntransition=2\nhazard=1"),
               InputError);
}

/// Displacement month by month of a conflict of magnitude 1 and some shape.
std::vector<double> course(const std::string& shape, int duration, int n) {
  Struck world("type='conflict'\ntarget=['A']\nmagnitude=1.0\nshape='" + shape + "'",
               "start='2020-03'\nrise=4\nduration=" + std::to_string(duration) + "\n");
  std::vector<double> months;
  for (int tick = kStart; tick < kStart + n; ++tick) {
    months.push_back(world.at(tick).conditions.displacement[0]);
  }
  return months;
}
void expect_near(const std::vector<double>& found, const std::vector<double>& wanted) {
  ASSERT_EQ(found.size(), wanted.size());
  for (std::size_t i = 0; i < found.size(); ++i) EXPECT_NEAR(found[i], wanted[i], kClose) << i;
}

TEST(Shocks, Shapes) {
  expect_near(course("step", 4, 6), {1, 1, 1, 1, 0, 0});
  expect_near(course("ramp", 6, 8), {0.25, 0.5, 0.75, 1, 1, 1, 0, 0});  // rises over 4 months
  expect_near(course("fade", 4, 6), {1, 0.75, 0.5, 0.25, 0, 0});
  expect_near(course("hump", 4, 6), {0.25, 0.75, 0.75, 0.25, 0, 0});
  expect_near(course("hump", 3, 5), {1.0 / 3, 1, 1.0 / 3, 0, 0});
}

TEST(Shocks, LastAsLongAsTheySay) {
  for (int months = 1; months <= 20; ++months) {
    std::vector<double> wanted(static_cast<std::size_t>(months), 1);
    wanted.insert(wanted.end(), {0, 0});
    SCOPED_TRACE(std::to_string(months) + " months");
    expect_near(course("step", months, months + 2), wanted);
  }
}

TEST(Shocks, ActByDaysWithinAMonth) {
  // In force from 11 March to 15 May: 21 of 31 days, all of April, 15 of 31.
  Struck world("type='conflict'\ntarget=['A']\nmagnitude=0.62\nincome_loss=0.31",
               "start='2020-03-11'\nuntil='2020-05-16'\n");
  const std::vector<double> days{0, 0, 21, 31, 15, 0};
  for (int tick = 0; tick < 6; ++tick) {
    const double share = days[static_cast<std::size_t>(tick)] / 31;
    EXPECT_NEAR(world.at(tick).conditions.displacement[0], 0.62 * share, kClose) << tick;
    EXPECT_NEAR(world.at(tick).conditions.gdp_per_capita[0], 5000 * (1 - 0.31 * share), kClose);
  }
  ASSERT_EQ(world.events().size(), 1U);
  EXPECT_EQ(world.events()[0].tick, 2);
  EXPECT_EQ(world.events()[0].text, "shock: A, from 2020-03-11");
}

TEST(Shocks, PartsOfAMonthActByDays) {
  // April has 30 days: half a month is 15 of them, a tenth 3.
  for (const auto& [duration, share] : {std::pair{"0.5", 0.5}, {"0.1", 0.1}, {"0", 0.0}}) {
    Struck world("type='conflict'\ntarget=['A']\nmagnitude=1.0",
                 std::string("start='2020-04'\nduration=") + duration + "\n");
    EXPECT_NEAR(world.at(3).conditions.displacement[0], share, kClose) << duration;
    EXPECT_EQ(world.at(4).conditions.displacement[0], 0) << duration;
  }
}

/// Displacement by a conflict in A, tick by tick.
std::vector<double> course_of(const std::string& tick, const std::string& shock, int n_ticks) {
  std::string text = kWorld;
  text.replace(text.find("ticks = 24"), 10, "tick = '" + tick + "'\nticks = 400");
  const auto simulation = testing::simulate(text + "type='conflict'\ntarget=['A']\n" + shock);
  simulation->tick();
  const auto& war = testing::module_called(simulation->modules().of<Shock>(), "shock");
  std::vector<double> strengths;
  for (int t = 0; t < n_ticks; ++t) {
    Conditions conditions = simulation->scene().conditions;
    conditions.displacement.setZero();
    war.apply(testing::at_tick(simulation->scene(), t), conditions);
    strengths.push_back(conditions.displacement[0]);
  }
  return strengths;
}

TEST(Shocks, ARunByMonthsHasTheMeansOfARunByDays) {
  const Calendar calendar({2020, 1, 1}, TickLength::kMonth);
  for (const char* when : {"start='2020-02'\nduration=3", "start='2020-02-15'\nduration=3.5",
                           "start='2020-01-31'\nuntil='2020-07-09'", "start='2019-11-20'"}) {
    for (const char* shape : {"step", "ramp", "fade", "hump"}) {
      const std::string shock =
          std::string("magnitude=1.0\nrise=4\nshape='") + shape + "'\n" + when;
      const std::vector<double> months = course_of("month", shock, 12);
      const std::vector<double> days = course_of("day", shock, 366);
      for (int m = 0; m < 12; ++m) {
        const int first = calendar.first_day(m) - calendar.first_day(0);
        double mean = 0;
        for (int d = first; d < first + calendar.n_days(m); ++d) {
          mean += days[static_cast<std::size_t>(d)] / calendar.n_days(m);
        }
        EXPECT_NEAR(months[static_cast<std::size_t>(m)], mean, 1e-9) << shock << ", month " << m;
      }
    }
  }
}

TEST(Shocks, AMonthIsThatOfTheCalendar) {
  // From 1 to 29 February 2020, day 31 to day 59 of the year.
  const std::vector<double> days =
      course_of("day", "magnitude=1.0\nstart='2020-02-01'\nduration=1", 366);
  for (std::size_t d = 0; d < days.size(); ++d) EXPECT_EQ(days[d], d >= 31 && d < 60 ? 1 : 0) << d;
  // A year from then on.
  const std::vector<double> year =
      course_of("day", "magnitude=1.0\nstart='2020-02-01'\nduration=12", 400);
  EXPECT_EQ(std::accumulate(year.begin(), year.end(), 0.0), 366);
}

TEST(Shocks, AStrikeOfAHazardLastsByTheCalendar) {
  const std::vector<double> days = course_of("day", "magnitude=1.0\nhazard=1.0\nduration=1", 24000);
  const Calendar calendar({2020, 1, 1}, TickLength::kDay);
  int runs = 0;
  for (std::size_t d = 1; d + 40 < days.size(); ++d) {
    if (days[d] == 0 || days[d - 1] != 0) continue;
    std::size_t end = d;
    while (end < days.size() && days[end] != 0) ++end;
    const int tick = static_cast<int>(d);
    const Date over = later(calendar.date(tick), 1);
    EXPECT_GE(calendar.date(static_cast<int>(end)), over) << iso(calendar.date(tick));
    runs += calendar.date(static_cast<int>(end)) == over;
  }
  EXPECT_GT(runs, 20);
}

TEST(Shocks, AnAccessionIsOfWholeMonths) {
  const std::string joins = "type='accession'\ntarget=['A']\narea='bc'\n";
  EXPECT_THROW(Struck(joins, "start='2020-03-15'\n"), InputError);
  EXPECT_THROW(Struck(joins, "start='2020-03'\nduration=1.5\n"), InputError);
  EXPECT_THROW(Struck(joins, "start='2020-03'\nuntil='2020-06-15'\n"), InputError);
  EXPECT_THROW(Struck(joins, "start='2020-03'\ntransition=1.5\nopen_at_once=['B']\n"), InputError);
  EXPECT_NO_THROW(Struck(joins, "start='2020-03'\nuntil='2020-06'\n"));
}

TEST(Shocks, WarnOfWhatLiesOutsideTheRun) {
  const auto warnings = [](const std::string& when) {
    return testing::simulate(kWorld + "type='conflict'\ntarget=['A']\n" + when)->warnings();
  };
  EXPECT_TRUE(warnings("start='2020-03'").empty());
  EXPECT_TRUE(warnings("start='2030-03'\nhazard=0.1").empty());  // its date does not count
  EXPECT_EQ(
      warnings("start='2022-01'"),
      std::vector<std::string>{"modules.shock: it begins on 2022-01-01, when the run has ended "
                               "on 2022-01-01, so it never acts"});
  EXPECT_EQ(warnings("start='2021-10'\nduration=12"),
            std::vector<std::string>{"modules.shock: it would last until 2022-10-01, but the run "
                                     "ends on 2022-01-01"});
}

TEST(Shocks, OneThatBeganBeforeTheRunIsHalfOver) {
  Struck world("type='conflict'\ntarget=['A']\nmagnitude=1.0\nshape='fade'",
               "start='2019-11'\nduration=8\n");
  EXPECT_NEAR(world.at(0).conditions.displacement[0], 0.75, kClose);
  EXPECT_NEAR(world.at(5).conditions.displacement[0], 0.125, kClose);
  EXPECT_NEAR(world.at(6).conditions.displacement[0], 0, kClose);
  ASSERT_EQ(world.events().size(), 1U);
  EXPECT_EQ(world.events()[0].tick, 0);
  EXPECT_EQ(world.events()[0].module, "shock");
  EXPECT_EQ(world.events()[0].stage, "shock");
}

TEST(Shocks, LieOverEachOther) {
  Struck world(
      "type='recession'\ntarget=['B']\nmagnitude=0.1\nstart='2020-01'\n"
      "[modules.second]\ntype='recession'\ntarget=['B']\nmagnitude=0.2");
  EXPECT_NEAR(world.at(0).conditions.gdp_per_capita[1], 18000, kClose);
  EXPECT_NEAR(world.at(kStart).conditions.gdp_per_capita[1], 14400, kClose);  // 0.9*0.8
}

bool announced(const Shock& shock, const Scene& scene) {
  std::vector<Event> events;
  EventLog log(events, scene.tick, shock);
  shock.announce(scene, log);
  return !events.empty();
}

TEST(Shocks, HazardsStrikeAtTheirRate) {
  const auto simulation =
      testing::simulate(kWorld + "type='conflict'\ntarget=['A']\nhazard=0.6\nduration=1\n");
  simulation->tick();
  const auto& shock = testing::module_called(simulation->modules().of<Shock>(), "shock");
  constexpr int kTicks = 200000;
  int strikes = 0, both = 0;
  bool before = false;
  for (int tick = 0; tick < kTicks; ++tick) {
    const bool now = announced(shock, testing::at_tick(simulation->scene(), tick));
    strikes += now;
    both += now && before;
    before = now;
  }
  // A month is struck with 1 - exp(-0.6/12) = 0.0487706. Binomial, n = 200,000, level 7e-6; months
  // are independent, so the month after a strike is struck as often.
  EXPECT_LT(std::abs(testing::deviation(strikes, kTicks, 0.0487706)), testing::kFar);
  EXPECT_LT(std::abs(testing::deviation(both, strikes, 0.0487706)), testing::kFar);
}

TEST(Shocks, AStrikeLastsAndTheStrongestOfSeveralCounts) {
  const auto simulation =
      testing::simulate(kWorld +
                        "type='conflict'\ntarget=['A']\nhazard=1.0\nduration=4\nmagnitude=1.0\n"
                        "shape='fade'\n");
  simulation->tick();
  const auto& shock = testing::module_called(simulation->modules().of<Shock>(), "shock");
  int last = -100, seen = 0;
  for (int tick = 0; tick < 600; ++tick) {
    const Scene scene = testing::at_tick(simulation->scene(), tick);
    if (announced(shock, scene)) last = tick, ++seen;
    Conditions conditions = scene.conditions;
    conditions.displacement.setZero();
    shock.apply(scene, conditions);
    // The latest strike is the strongest: it has faded by a quarter a month.
    const int age = tick - last;
    EXPECT_NEAR(conditions.displacement[0], age < 4 ? 1 - age / 4.0 : 0, kClose) << tick;
  }
  EXPECT_GT(seen, 20);
}

}  // namespace
}  // namespace sojourn::models
