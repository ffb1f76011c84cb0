#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "sim/foresight/choice.hpp"
#include "tests/worlds/small_world.hpp"

namespace sojourn::models {
namespace {

constexpr Viewpoint kFromA{StateId(0), PlaceId(0), Skill::kMedium, false};
constexpr Eigen::Index kB = 1, kC = 2;
constexpr double kClose = 1e-5;

/// A, where people live, and two destinations on the equator: B at 10 degrees (1111.95 km) shares a
/// language, C at 20 degrees (2223.90 km) is the former colonial power.
const std::string kWorld = R"(
[run]
ticks = 12
[[country]]
id = "A"
population = 1_000_000
gdp_per_capita = 5000
unemployment = 0.10
stability = 0.2
rights = 0.3
birth_rate = 0
languages = "x;y"
colonial_ties = "C"
[[country]]
id = "B"
population = 100_000
gdp_per_capita = 20000
unemployment = 0.05
stability = 0.7
rights = 0.6
openness = 1
birth_rate = 0
languages = "y"
longitude = 10
[[country]]
id = "C"
population = 4_000_000
gdp_per_capita = 10000
unemployment = 0.20
stability = 0.5
rights = 0.5
openness = 1
birth_rate = 0
longitude = 20
[[corridor]]
from = "A"
to = "B"
km = 500
enforcement = 0.1
risk = 0.002
price = 200
[[stock]]
citizenship = "A"
residence = "B"
persons = 500
[[affinity]]
from = "A"
to = "C"
value = 0.7
[modules.intention]
h0 = 0
)";

/// The utilities of one term alone, as people in A see them.
struct Alone {
  explicit Alone(const std::vector<std::string>& off, const std::string& settings = "")
      : simulation(testing::simulate(kWorld + testing::without(off) + settings)) {
    simulation->tick();
    row = evaluate(simulation->scene(), simulation->modules(), kFromA);
  }
  double operator()(const std::string& channel, Eigen::Index place) const {
    return row.utility(simulation->modules().channel(channel).value, place);
  }
  double cost(const std::string& channel, Eigen::Index place) const {
    return row.cost(simulation->modules().channel(channel).value, place);
  }
  std::unique_ptr<Simulation> simulation;
  PayoffRow row;
};
Alone only(const std::string& term, const std::string& settings = "") {
  return Alone(testing::all_but(testing::kPayoffs, term), settings);
}

TEST(Payoffs, Wage) {
  const Alone v = only("wage");
  EXPECT_NEAR(v("labour", kB), std::log(4), kClose);  // ln(20000/5000) = 1.38629
  EXPECT_NEAR(v("labour", kC), std::log(2), kClose);
  EXPECT_NEAR(v("asylum", kB), std::log(4), kClose);
  // Without papers: 1 - 0.4*(1 - 0.6) = 0.84 of it in B; 1 - 0.4*0.5 = 0.8 in C.
  EXPECT_NEAR(v("irregular", kB), std::log(4 * 0.84), kClose);
  EXPECT_NEAR(v("irregular", kC), std::log(2 * 0.80), kClose);
  EXPECT_NEAR(only("wage", "[modules.wage]\nb_wage=2.5\n")("labour", kB), 2.5 * std::log(4),
              kClose);
}

TEST(Payoffs, Unemployment) {
  const Alone v = only("unemployment");
  EXPECT_NEAR(v("labour", kB), -2 * (0.05 - 0.10), kClose);
  EXPECT_NEAR(v("labour", kC), -2 * (0.20 - 0.10), kClose);
}

TEST(Payoffs, Network) {
  const Alone v = only("network");
  // 500 of a million at home, in units of 1e-5 of them: 0.6*ln(1 + 500/10) = 0.6*3.931826 = 2.3591.
  // Deaths of the first month (0.1%) move the million.
  EXPECT_NEAR(v("labour", kB), 2.3591, 2e-3);
  EXPECT_EQ(v("labour", kC), 0);
}

TEST(Payoffs, Proximity) {
  const Alone v = only("proximity");
  // B: 3*(0.6*exp(-1111.95/2000) + 0.2) = 3*(0.6*0.573514 + 0.2) = 1.632325, a common language.
  // C: 3*(0.6*exp(-2223.90/2000) + 0.2) = 3*(0.6*0.328918 + 0.2) = 1.192052, a colonial tie.
  EXPECT_NEAR(v("labour", kB), 1.632325, 1e-4);
  EXPECT_NEAR(v("labour", kC), 1.192052, 1e-4);
}

TEST(Payoffs, Size) {
  const Alone v = only("size");
  EXPECT_NEAR(v("labour", kB), std::log(100000), 2e-3);  // 11.5129, less a month's deaths
  EXPECT_NEAR(v("labour", kC), std::log(4000000), 2e-3);
}

TEST(Payoffs, Rights) {
  const Alone v = only("rights");
  EXPECT_NEAR(v("labour", kB), 0.5 * (0.6 - 0.3), kClose);
  EXPECT_NEAR(v("labour", kC), 0.5 * (0.5 - 0.3), kClose);
}

TEST(Payoffs, Safety) {
  const Alone v = only("safety");
  EXPECT_NEAR(v("labour", kB), 0.7 - 0.2, kClose);
  EXPECT_NEAR(v("labour", kC), 0.5 - 0.2, kClose);
}

TEST(Payoffs, Admission) {
  const Alone v = only("admission");
  // Nothing is known of quotas in the first year: ln 1. The irregular hope for 0.2: 0.6*ln 0.2.
  EXPECT_EQ(v("labour", kB), 0);
  EXPECT_NEAR(v("irregular", kB), -0.965663, kClose);
  // Recognition: stability 0.2 counts as 0.004*((0.5 - 0.2)*2)^2 = 0.00144 a year displaced;
  // 0.1 + 0.85*0.00144/(0.00144 + 0.004) = 0.325; 0.6*ln 0.325 = -0.674358. B is all open.
  EXPECT_NEAR(v("asylum", kB), -0.674358, kClose);
}

// Half open is a quarter as good with the square, 0.6*ln(0.2*0.25); without `reception` it is as
// good as wholly open, 0.6*ln(0.2).
TEST(Payoffs, OpennessTellsOfLifeWithoutPapersWhereItIsAskedTo) {
  std::string world = kWorld + testing::without(testing::all_but(testing::kPayoffs, "admission"));
  world.replace(world.find("openness = 1"), 12, "openness = 0.5");  // B's
  const auto irregular = [](const std::string& scenario) {
    const auto simulation = testing::simulate(scenario);
    simulation->tick();
    const PayoffRow row = evaluate(simulation->scene(), simulation->modules(), kFromA);
    return row.utility(simulation->modules().channel("irregular").value, kB);
  };
  EXPECT_NEAR(irregular(world + "[modules.irregular]\nreception = 2\n"), -1.797439, kClose);
  EXPECT_NEAR(irregular(world), -0.965663, kClose);
}

TEST(Payoffs, AdmissionIsLastYearsAndAtLeastTwoPercent) {
  const Alone v = only("admission");
  Rules rules = v.simulation->scene().rules;
  const ChannelId labour = v.simulation->modules().channel("labour");
  rules.admission(labour, PlaceId(1), Skill::kMedium) = 0.25;
  rules.admission(labour, PlaceId(2), Skill::kMedium) = 0.001;
  const PayoffRow row =
      evaluate(v.simulation->scene().with(rules), v.simulation->modules(), kFromA);
  EXPECT_NEAR(row.utility(labour.value, kB), 0.6 * std::log(0.25), kClose);
  EXPECT_NEAR(row.utility(labour.value, kC), 0.6 * std::log(0.02), kClose);
}

TEST(Payoffs, PerceivedAdmissionIsQuotaByProposals) {
  const Alone v = only("admission");
  const Scene scene = v.simulation->scene();
  Ledger ledger = scene.ledger;
  const ChannelId labour = v.simulation->modules().channel("labour");
  ledger.has_last_year = true;
  ledger.last_year.proposals(labour, PlaceId(1), Skill::kMedium) = 200;
  ledger.last_year.proposals(labour, PlaceId(2), Skill::kMedium) = 20;
  Rules rules = scene.rules;
  rules.quota(labour, PlaceId(1), Skill::kMedium) =
      rules.quota(labour, PlaceId(2), Skill::kMedium) = 50;
  const Scene then = scene.with(ledger);
  testing::module_called(v.simulation->modules().of<Enact>(), "perceived_admission")
      .enact(then, rules);
  EXPECT_EQ(rules.admission(labour, PlaceId(1), Skill::kMedium), 0.25);  // 50 places for 200
  EXPECT_EQ(rules.admission(labour, PlaceId(2), Skill::kMedium), 1);     // more places than people
  EXPECT_EQ(rules.admission(labour, PlaceId(1), Skill::kLow), 1);        // nobody asked
}

TEST(Payoffs, Cost) {
  const Alone v = only("cost");
  // Openly: K = 3000 - 2850*exp(-1111.95/3000) = 3000 - 2850*0.690281 = 1032.70; over 5000.
  EXPECT_NEAR(v.cost("labour", kB), 1032.70, 0.05);
  EXPECT_NEAR(v("labour", kB), -0.206540, kClose);
  // On foot: g = 1000 + 500 + 200*(1 + 0.1) + 50000*0.002*(1 + 0.1) + 3000*0.1 = 2130 is the only
  // route; 0.25*2130 = 532.50.
  EXPECT_NEAR(v.cost("irregular", kB), 532.50, 0.01);
  EXPECT_NEAR(v("asylum", kB), -0.1065, kClose);
  // No road leads to C.
  EXPECT_EQ(v.cost("irregular", kC), std::numeric_limits<double>::infinity());
}

TEST(Payoffs, Affinity) {
  const Alone v = only("affinity");
  EXPECT_EQ(v("labour", kB), 0);
  EXPECT_NEAR(v("labour", kC), 0.7, kClose);
}

TEST(Payoffs, TermsAddUp) {
  const Alone all(std::vector<std::string>{});
  for (const char* channel : {"labour", "asylum", "irregular"}) {
    double sum = 0;
    for (const auto& term : testing::kPayoffs) sum += only(term)(channel, kB);
    EXPECT_NEAR(all(channel, kB), sum, 1e-12) << channel;
  }
}

TEST(Payoffs, NothingIsOfferedAtHomeOrByRight) {
  const Alone area(std::vector<std::string>{}, "[areas.ab]\nmembers=['A','B']\n");
  const double never = std::numeric_limits<double>::infinity();
  for (const char* channel : {"labour", "asylum", "irregular", "free_movement"}) {
    EXPECT_EQ(area.cost(channel, 0), never) << channel;
  }
  EXPECT_EQ(area.cost("labour", kB), never);
  EXPECT_NEAR(area.cost("free_movement", kB), 1032.70, 0.05);
  EXPECT_EQ(area.cost("free_movement", kC), never);
  EXPECT_LT(area.cost("labour", kC), never);
  EXPECT_EQ(area.cost("study", kC), never);  // not at that age
}

}  // namespace
}  // namespace sojourn::models
