#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "sim/foresight/choice.hpp"
#include "tests/worlds/small_world.hpp"

namespace sojourn::models {
namespace {

constexpr Viewpoint kFromHome{StateId(0), PlaceId(0), Skill::kMedium, false};
constexpr PlaceId kHost(1), kCamp(2), kField(3);

/// People of HOME flee to a camp of HOST that holds `room`, or to a field where nobody counts them.
std::string world(int room, const std::string& settings = "", int residents = 0) {
  return "[run]\nticks=12\n"
         "[[country]]\nid='HOME'\npopulation=400_000\ngdp_per_capita=3000\n"
         "[[country]]\nid='HOST'\npopulation=1_000_000\ngdp_per_capita=9000\nlatitude=9\n"
         "[[place]]\nid='camp'\nstate='HOST'\nlatitude=4\nmax_persons=" +
         std::to_string(room) + "\npopulation=" + std::to_string(residents) +
         "\n[[place]]\nid='field'\nstate='HOST'\nlatitude=4\n"
         "[[corridor]]\nfrom='HOME'\nto='camp'\nkm=300\n"
         "[[corridor]]\nfrom='HOME'\nto='field'\nkm=300\n"
         "[[stock]]\ncitizenship='HOME'\nresidence='HOST'\npersons=200\n"
         "[modules.war]\ntype='conflict'\ntarget=['HOME']\nmagnitude=0.3\nduration=12\n" +
         settings;
}

/// The utility of applying for asylum there that one term alone makes, after so many ticks.
double utility_of(const std::string& term, PlaceId place, int ticks, int room = 5000,
                  const std::string& settings = "") {
  const auto simulation = testing::simulate(
      world(room, testing::without(testing::all_but(testing::kPayoffs, term)) + settings));
  testing::run(*simulation, ticks);
  const PayoffRow row = evaluate(simulation->scene(), simulation->modules(), kFromHome);
  return row.utility(simulation->modules().channel("asylum").value, place.value);
}

TEST(EmptyPlaces, TheSizeOfACampIsItsRoom) {
  EXPECT_NEAR(utility_of("size", kCamp, 1), std::log(5000), 1e-12);
  EXPECT_NEAR(utility_of("size", kCamp, 8), std::log(5000), 1e-12);
  EXPECT_NEAR(utility_of("size", kCamp, 1, 700, "[modules.size]\nb_size=0.5\n"),
              0.5 * std::log(700), 1e-12);
  EXPECT_NEAR(utility_of("size", kHost, 1), std::log(1e6), 2e-3);
}

TEST(EmptyPlaces, NewcomersBringNoSizeWithThem) {
  EXPECT_EQ(utility_of("size", kField, 8), 0);
  const auto simulation = testing::simulate(world(1));
  testing::run(*simulation, 8);
  EXPECT_GT(simulation->ledger().population(kField), 1000);  // though there are many
}

// 200 of 400,000 at home, in units of 1e-5 of them: 0.6*ln(1 + 200/4) = 0.6*3.931826 = 2.359095; a
// quarter of them 0.6*ln(1 + 50/4) = 0.6*2.602690 = 1.561614. Nobody has moved yet.
TEST(EmptyPlaces, ANetworkReachesAllOverACountry) {
  const auto near = [](double nearby, PlaceId place) {
    return utility_of("network", place, 1, 5000,
                      "[modules.network]\nnearby=" + std::to_string(nearby) +
                          "\n[modules.return_home]\nr0=0\n" +
                          testing::without({"labour", "study"}));
  };
  constexpr double kDeaths = 4e-3;  // of the first month, here and there
  for (const PlaceId place : {kHost, kCamp, kField}) {
    EXPECT_NEAR(near(1, place), 2.359095, kDeaths) << place.value;
  }
  EXPECT_NEAR(near(0.25, kHost), 2.359095, kDeaths);
  EXPECT_NEAR(near(0.25, kCamp), 1.561614, kDeaths);
  EXPECT_EQ(near(0, kCamp), 0);
}

/// Newcomers at the gate of the camp last tick, and to whom channels gave a place there.
double newcomers(const Simulation& simulation) {
  const Flows& flows = simulation.ledger().tick;
  std::int64_t sum = flows.crossings[CorridorId(0)] + flows.turned_away[CorridorId(0)];
  for (const ChannelId c : simulation.modules().channel_ids()) {
    if (simulation.modules().of<Channel>()[c.index()]->walks()) continue;
    for (const Skill skill : kAllSkills) sum += flows.admitted(c, kCamp, skill);
  }
  return static_cast<double>(sum);
}

TEST(PerceivedRoom, IsFreeRoomOverNewcomersOfLastTick) {
  const auto simulation = testing::simulate(world(5000));
  const ChannelId asylum = simulation->modules().channel("asylum");
  int in_part = 0;
  simulation->tick();
  EXPECT_EQ(simulation->scene().rules.admission(asylum, kCamp, Skill::kLow), 1);  // nobody came yet
  for (int t = 1; t < 12; ++t) {
    const double came = newcomers(*simulation);
    const double room = 5000 - static_cast<double>(simulation->ledger().population(kCamp));
    simulation->tick();
    const Scene scene = simulation->scene();
    const double chance = room > 0 ? std::min(1.0, room / std::max(1.0, came)) : 0;
    EXPECT_DOUBLE_EQ(scene.rules.admission(asylum, kCamp, Skill::kLow), chance) << t;
    EXPECT_EQ(scene.rules.admission(asylum, kField, Skill::kLow), 1) << t;
    in_part += chance > 0 && chance < 1 ? 1 : 0;
  }
  EXPECT_GT(in_part, 3);
}

TEST(PerceivedRoom, WithoutRoomThereIsNoChanceFromTheFirstTickOn) {
  const auto simulation = testing::simulate(world(0));
  simulation->tick();
  for (const ChannelId c : simulation->modules().channel_ids()) {
    EXPECT_EQ(simulation->scene().rules.admission(c, kCamp, Skill::kLow), 0) << c.value;
  }
}

/// People who set out in the last tick for a camp that is full, with a larger one as near.
std::int64_t bound_for_camp(const std::string& settings) {
  const auto simulation = testing::simulate(
      world(5000,
            "[[place]]\nid='large'\nstate='HOST'\nlatitude=4\nmax_persons=300_000\n"
            "[[corridor]]\nfrom='HOME'\nto='large'\nkm=300\n" +
                settings,
            5000));
  testing::run(*simulation, 12);
  std::int64_t sum = 0;
  for (const ChannelId c : simulation->modules().channel_ids()) {
    sum += simulation->ledger().tick.departures(PlaceId(0), kCamp, c);
  }
  return sum;
}

TEST(PerceivedRoom, PeopleKnowOfAFullCamp) {
  const std::int64_t unaware = bound_for_camp(testing::without({"perceived_room"}));
  EXPECT_GT(unaware, 60);
  // People do not tell a chance from 0.02. Without papers they think of 0.2 as their chance of
  // being left alone where there is room: the camp draws (0.02/0.2)^0.6 = 0.25 of what it would.
  EXPECT_LT(bound_for_camp(""), unaware / 2);
}

}  // namespace
}  // namespace sojourn::models
