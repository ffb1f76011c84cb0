#include <gtest/gtest.h>

#include "sim/foresight/choice.hpp"
#include "tests/worlds/small_world.hpp"

namespace sojourn::models {
namespace {

constexpr StateId kA(0), kB(1);
constexpr PlaceId kHome(0), kHost(1);
constexpr Eigen::Index kThird = 2;

/// Citizens of A at home and in B; hardly anybody wants to leave.
std::string world(const std::string& more) {
  return R"(
[run]
start = "2015-01"
ticks = 24
[[country]]
id = "A"
population = 1_000_000
gdp_per_capita = 5000
birth_rate = 0
[[country]]
id = "B"
population = 100_000
gdp_per_capita = 20000
birth_rate = 0
[[country]]
id = "C"
population = 400_000
gdp_per_capita = 20000
birth_rate = 0
longitude = 20
[[stock]]
citizenship = "A"
residence = "B"
persons = 500
[modules.intention]
h0 = 1e-9
)" + more;
}

std::unique_ptr<Simulation> first_tick(const std::string& more) {
  auto simulation = testing::simulate(world(more));
  simulation->tick();
  return simulation;
}

const std::string kConstants = R"(
[[affinity]]
from = "A"
to = "B"
value = 0.3
return = 0.7
[[affinity]]
from = "A"
to = "C"
value = 0.2
[[affinity]]
from = "B"
to = "C"
value = -0.1
onward = 0.4
)";

double worth_of_third(const Simulation& simulation, const Viewpoint& who) {
  const ChannelId labour = simulation.modules().channel("labour");
  return evaluate(simulation.scene(), simulation.modules(), who).utility(labour.value, kThird);
}

TEST(LearntConstants, ForeignersPreferByCitizenshipAndResidence) {
  const std::string off = testing::without(testing::all_but(testing::kPayoffs, "affinity"));
  const auto simulation = first_tick(off + kConstants);
  const Viewpoint at_home{kA, kHome, Skill::kMedium, false};
  const Viewpoint foreigner{kA, kHost, Skill::kMedium, false};
  const Viewpoint native{kB, kHost, Skill::kMedium, false};
  EXPECT_NEAR(worth_of_third(*simulation, at_home), 0.2, 1e-12);
  EXPECT_NEAR(worth_of_third(*simulation, foreigner), 0.2 + 0.4, 1e-12);
  EXPECT_NEAR(worth_of_third(*simulation, native), -0.1, 1e-12);
}

double bound(const std::string& hazard, const std::string& more) {
  const auto simulation = first_tick(more);
  return testing::module_called(simulation->modules().of<Hazard>(), hazard)
      .bound(simulation->scene(), kHost, kA, Status::kRegular);
}

TEST(LearntConstants, ReturnsByCitizenshipAndHost) {
  const double without = bound("return_home", "");
  EXPECT_GT(without, 0);
  EXPECT_NEAR(bound("return_home", kConstants) / without, std::exp(0.7), 1e-9);
}

TEST(LearntConstants, MovingOnByResidence) {
  const double without = bound("onward", "");
  EXPECT_GT(without, 0);
  EXPECT_NEAR(bound("onward", "[countries.B]\nmoving_on = 0.6\n") / without, std::exp(0.6), 1e-9);
  EXPECT_NEAR(bound("onward", "[countries.A]\nmoving_on = 0.6\n") / without, 1, 1e-9);
}

double leaving_rate(const std::string& module, const std::string& more) {
  const auto simulation = first_tick(more);
  const Cohort cohort{kHome, 1990, 25, Sex::kFemale, Skill::kMedium};
  return testing::module_called(simulation->modules().of<Departure>(), module)
      .rate(simulation->scene(), cohort);
}

TEST(LearntConstants, LeavingByOrigin) {
  const double without = leaving_rate("intention", "");
  EXPECT_GT(without, 0);
  const std::string leaving = "[countries.A]\nleaving = 1.1\n";
  EXPECT_NEAR(leaving_rate("intention", leaving) / without, std::exp(1.1), 1e-9);
  // Kin are called by stock alone, unless told otherwise.
  EXPECT_NEAR(leaving_rate("kin_calls", leaving) / leaving_rate("kin_calls", ""), 1, 1e-9);
}

/// All kin of A are in B: exp(0.5*(0.3 + 1.1)).
TEST(LearntConstants, KinAreCalledByThemWhereToldSo) {
  const double without = leaving_rate("kin_calls", "");
  EXPECT_GT(without, 0);
  const double with = leaving_rate(
      "kin_calls",
      "[countries.A]\nleaving = 1.1\n[modules.kin_calls]\nb_affinity = 0.5\n" + kConstants);
  EXPECT_NEAR(with / without, std::exp(0.7), 1e-9);
}

/// A place within a country has its constants.
TEST(LearntConstants, PlacesHaveThoseOfTheirCountry) {
  const auto simulation = first_tick(
      "[countries.A]\nleaving = 1.1\nmoving_on = -0.5\n[[place]]\nid = \"a\"\nstate = \"A\"\n"
      "[[place]]\nid = \"b\"\nstate = \"A\"\nleaving = 0.2\n");
  const World& world = simulation->world();
  EXPECT_DOUBLE_EQ(world.leaving[3], 1.1);
  EXPECT_DOUBLE_EQ(world.moving_on[3], -0.5);
  EXPECT_DOUBLE_EQ(world.leaving[4], 0.2);
}

/// 500 of a million in B are 50 small networks of 1e-5. Where 5e-4 are a full one they help as half
/// of them would: 0.6*ln(1 + 25) = 1.9549, not 0.6*ln(1 + 50) = 2.3591.
TEST(LearntConstants, AFullNetworkHelpsAsHalfOfIt) {
  const std::string off = testing::without(testing::all_but(testing::kPayoffs, "network"));
  const auto gain = [&](const std::string& more) {
    const auto simulation = first_tick(off + more);
    const ChannelId labour = simulation->modules().channel("labour");
    const Viewpoint who{kA, kHome, Skill::kMedium, false};
    return evaluate(simulation->scene(), simulation->modules(), who).utility(labour.value, 1);
  };
  EXPECT_NEAR(gain(""), 2.3591, 2e-3);
  EXPECT_NEAR(gain("[modules.network]\nfull_network = 5e-4\n"), 1.9549, 2e-3);
}

const std::string kRise = R"(
[[history]]
country = "C"
date = "2015-01"
gdp_per_capita = 20000
[[history]]
country = "C"
date = "2015-07"
gdp_per_capita = 400000
)";

/// Prospects of people in A, the mean over schooling, by tick.
std::vector<double> prospects(const std::string& more, int ticks) {
  auto simulation = testing::simulate(more + world(kRise));
  std::vector<double> all;
  for (int t = 0; t < ticks; ++t) {
    simulation->tick();
    double sum = 0;
    for (const Skill skill : kAllSkills) {
      sum += simulation->scene().prospects.residents(kHome, skill, false);
    }
    all.push_back(sum / static_cast<double>(kAllSkills.size()));
  }
  return all;
}

/// Of what C has become richer by in July 1 - exp(-1/2) = 0.3935 is the usual in January, where
/// people get used to it in two years. Until then nothing is different.
TEST(LearntConstants, PeopleGetUsedToBetterProspects) {
  const std::vector<double> never = prospects("", 13);
  const std::vector<double> used = prospects("[world]\nprospects_memory = 2\n", 13);
  EXPECT_GT(never[12] - never[0], 0.1);
  EXPECT_DOUBLE_EQ(used[11], never[11]);
  EXPECT_NEAR(used[12], never[12] - (1 - std::exp(-0.5)) * (never[12] - never[0]), 1e-6);
}

}  // namespace
}  // namespace sojourn::models
