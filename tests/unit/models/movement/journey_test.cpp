#include <gtest/gtest.h>

#include <cmath>

#include "tests/worlds/small_world.hpp"

namespace sojourn::models {
namespace {

using testing::deviation;
using testing::kFar;

/// A, from where a disaster of one month drives people out, without papers, to B (and C, behind
/// it). On foot is the only way, journeys are the only thing that befalls them: in the month after,
/// each sets out with 1 - exp(-12/12) = 0.632121.
std::string world(const std::string& corridors, const std::string& settings = "") {
  return "[run]\nstart='2020-01'\nticks=12\nseed=9\n"
         "[[country]]\nid='A'\npopulation=200000\ngdp_per_capita=5000\nbirth_rate=0\n"
         "[[country]]\nid='B'\npopulation=1000\ngdp_per_capita=20000\nlongitude=5\n" +
         corridors + testing::without({"study", "labour", "asylum", "kin_calls", "savings"}) +
         testing::without(testing::all_but(testing::kHazards, "journey")) +
         "[modules.intention]\nh0=0\n"
         "[modules.flood]\ntype='disaster'\ntarget=['A']\nmagnitude=12.0\nduration=1\n" +
         settings;
}
std::string corridor(const std::string& from, const std::string& to, const std::string& more = "") {
  return "[[corridor]]\nfrom='" + from + "'\nto='" + to + "'\nkm=500\n" + more + "\n";
}

struct Passages {
  double across = 0, stopped = 0, dead = 0, turned_away = 0;
  double attempts() const { return across + stopped + dead + turned_away; }
};
Passages passages(const Simulation& simulation, std::size_t corridor) {
  const Flows& flows = simulation.ledger().tick;
  return {static_cast<double>(flows.crossings[corridor]),
          static_cast<double>(flows.interceptions[corridor]),
          static_cast<double>(flows.crossing_deaths[corridor]),
          static_cast<double>(flows.turned_away[corridor])};
}
double people(const Simulation& simulation, PlaceId place, Status status) {
  return static_cast<double>(simulation.ledger().stock(place, StateId(0), status));
}

/// After the month of the disaster and the first month on the way.
std::unique_ptr<Simulation> one_month_on(const std::string& toml, double& setting_out) {
  auto simulation = testing::simulate(toml);
  simulation->tick();
  setting_out = people(*simulation, PlaceId(0), Status::kInTransit);
  simulation->tick();
  return simulation;
}

TEST(Journey, StoppedDeadOrAcross) {
  // e 0.3, risk 0.1, a_shift 1: stopped 0.3; dead 0.7*0.1*(1 + 0.3) = 0.091; across 0.609.
  // Binomials of about 79,900 attempts, refused beyond 4.5 standard deviations (level 7e-6 each).
  double n = 0;
  const auto simulation = one_month_on(world(corridor("A", "B", "enforcement=0.3\nrisk=0.1")), n);
  const Passages p = passages(*simulation, 0);
  EXPECT_GT(n, 120000);
  EXPECT_LT(std::abs(deviation(p.attempts(), n, 0.632121)), kFar);
  EXPECT_LT(std::abs(deviation(p.stopped, p.attempts(), 0.3)), kFar);
  EXPECT_LT(std::abs(deviation(p.dead, p.attempts(), 0.091)), kFar);
  EXPECT_LT(std::abs(deviation(p.across, p.attempts(), 0.609)), kFar);
  EXPECT_EQ(people(*simulation, PlaceId(1), Status::kIrregular), p.across);
  const double detained = people(*simulation, PlaceId(0), Status::kDetained);
  EXPECT_EQ(detained + people(*simulation, PlaceId(0), Status::kStranded), p.stopped);
  EXPECT_LT(std::abs(deviation(detained, p.stopped, 0.2)), kFar);
}

TEST(Journey, EnforcementShiftsPeopleToWorseBoats) {
  // a_shift 5: dead 0.7*0.1*(1 + 5*0.3) = 0.175. a_shift 0: 0.07.
  for (const auto& [a_shift, dead] : {std::pair{"5.0", 0.175}, {"0.0", 0.07}}) {
    double n = 0;
    const auto simulation =
        one_month_on(world(corridor("A", "B", "enforcement=0.3\nrisk=0.1"),
                           std::string("[modules.corridor_cost]\na_shift=") + a_shift + "\n"),
                     n);
    const Passages p = passages(*simulation, 0);
    EXPECT_LT(std::abs(deviation(p.dead, p.attempts(), dead)), kFar) << a_shift;
  }
  // Beyond 1 everyone who is not stopped dies: 0.9*(1 + 0.3) > 1.
  double n = 0;
  const auto simulation = one_month_on(
      world(corridor("A", "B", "enforcement=0.3\nrisk=0.9"), "[modules.corridor_cost]\na_risk=0\n"),
      n);
  EXPECT_EQ(passages(*simulation, 0).across, 0);
  EXPECT_GT(passages(*simulation, 0).dead, 0);
}

TEST(Journey, TheNextLegFollowsWithMomentum) {
  const std::string chain =
      "[[country]]\nid='C'\npopulation=100000000\ngdp_per_capita=90000\nlongitude=10\n";
  double n = 0;
  const auto simulation = one_month_on(
      world(chain + corridor("A", "B") + corridor("B", "C"), "[modules.journey]\nmomentum=0.7\n"),
      n);
  // Those who stay in B had it as their target; of the others 0.7 go on at once.
  const double first = passages(*simulation, 0).across;
  const double settled = people(*simulation, PlaceId(1), Status::kIrregular);
  EXPECT_LT(std::abs(deviation(passages(*simulation, 1).across, first - settled, 0.7)), kFar);
  EXPECT_EQ(people(*simulation, PlaceId(1), Status::kInTransit),
            first - settled - passages(*simulation, 1).across);
}

TEST(Journey, SeasonsLetAShareSetOut) {
  // February lets half go, March nobody, April everybody.
  const std::string seasons =
      "[seasons]\nstorms=[1.0, 0.5, 0.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0]\n";
  double n = 0;
  const auto simulation = one_month_on(world(seasons + corridor("A", "B", "season='storms'")), n);
  EXPECT_LT(std::abs(deviation(passages(*simulation, 0).across, n, 0.5 * 0.632121)), kFar);
  n -= passages(*simulation, 0).across;
  EXPECT_EQ(people(*simulation, PlaceId(0), Status::kInTransit), n);  // they wait where they are
  simulation->tick();
  EXPECT_EQ(passages(*simulation, 0).attempts(), 0);
  simulation->tick();
  EXPECT_LT(std::abs(deviation(passages(*simulation, 0).across, n, 0.632121)), kFar);
}

TEST(Journey, DetectionsAreAShareOfCrossings) {
  double n = 0;
  const auto simulation =
      one_month_on(world(corridor("A", "B", "route='Eastern'\ndetection=0.25")), n);
  const auto detected = static_cast<double>(simulation->ledger().tick.detections[0]);
  EXPECT_LT(std::abs(deviation(detected, passages(*simulation, 0).across, 0.25)), kFar);
}

/// A crowded camp behind the first border, of the persons in `room`.
std::string camp(int room) {
  return "[[place]]\nid='camp'\nstate='B'\nlongitude=4\npopulation=0\nbirth_rate=0\nmax_persons=" +
         std::to_string(room) + "\n" +
         corridor("A", "camp", "route='Eastern'\ndetection=1.0\nrisk=0.05\nenforcement=0.1") +
         corridor("camp", "B");
}

TEST(Journey, AFullPlaceTurnsPeopleAway) {
  const auto simulation = testing::simulate(world(camp(500)));
  double turned_away = 0, across = 0;
  for (int tick = 0; tick < 12; ++tick) {
    simulation->tick();
    EXPECT_LE(simulation->ledger().population(PlaceId(2)), 500) << tick;
    turned_away += passages(*simulation, 0).turned_away;
    across += passages(*simulation, 0).across;
  }
  EXPECT_GT(turned_away, 10000);
  EXPECT_GT(across, 1000);
  EXPECT_GT(people(*simulation, PlaceId(1), Status::kIrregular), 300);  // some got through
}

TEST(Journey, RoomIsFilledToTheLastPlace) {
  double n = 0;
  const auto simulation = one_month_on(world(camp(5000)), n);
  const Passages p = passages(*simulation, 0);
  EXPECT_EQ(p.across, 5000);
  EXPECT_EQ(simulation->ledger().population(PlaceId(2)), 5000);
  // Of the rest, those neither stopped (0.1) nor dead (0.9*0.05*1.1) stand before the gate.
  EXPECT_LT(std::abs(deviation(p.stopped, p.attempts(), 0.1)), kFar);
  EXPECT_LT(std::abs(deviation(p.dead, p.attempts(), 0.0495)), kFar);
  // Who is turned away stays on the way in A.
  EXPECT_EQ(people(*simulation, PlaceId(0), Status::kInTransit), n - p.across - p.stopped - p.dead);
}

TEST(Journey, CrossingsIntoAFullPlaceAreDetectedLikeOthers) {
  double n = 0;
  const auto simulation = one_month_on(world(camp(5000)), n);
  EXPECT_EQ(simulation->ledger().tick.detections[0], 5000);
}

TEST(Journey, RoomIsCountedInPersonsNotInAgents) {
  Node scenario = testing::scenario(world(camp(500)));
  scenario.table()["run"].table()["persons_per_agent"].value = 7.0;
  const auto simulation = testing::simulate(scenario);
  for (int tick = 0; tick < 12; ++tick) {
    simulation->tick();
    EXPECT_LE(simulation->scene().persons(simulation->ledger().population(PlaceId(2))), 500);
  }
}

/// The northern crossing of scenarios/corridor.toml is closed for the whole of 2016.
TEST(Journey, AClosedBorderCarriesNobody) {
  const auto simulation = testing::simulate(testing::shipped(
      "corridor.toml", {"run.persons_per_agent=1000", "run.ticks=36",
                        "modules.closed.type=border_closure", "modules.closed.route=Northern",
                        "modules.closed.start=2016-01", "modules.closed.duration=12"}));
  constexpr std::size_t kNorth = 2, kSouth = 3;
  double before = 0, meanwhile = 0, after = 0;
  for (int tick = 0; tick < 36; ++tick) {
    simulation->tick();
    const Passages north = passages(*simulation, kNorth), south = passages(*simulation, kSouth);
    if (tick >= 12 && tick < 24) {
      EXPECT_EQ(north.attempts(), 0) << tick;
      meanwhile += south.across;
    } else {
      EXPECT_EQ(north.across > 0, tick > 0) << tick;  // in the first month nobody is on the way yet
      (tick < 12 ? before : after) += south.across;
    }
  }
  EXPECT_GT(meanwhile, before);  // the other route carries more
  EXPECT_GT(meanwhile, after);
}

TEST(Journey, WhoComesOnAClosedDayWaits) {
  // Closed on 14 of the 29 days of February: of those who set out, 15/29 try.
  const std::string closed =
      "[modules.closed]\ntype='border_closure'\nfrom=['A']\nstart='2020-02'\nuntil='2020-02-15'\n";
  double n = 0;
  const auto simulation = one_month_on(world(corridor("A", "B"), closed), n);
  const double tried = 0.632121 * 15 / 29;
  EXPECT_LT(std::abs(deviation(passages(*simulation, 0).attempts(), n, tried)), kFar);
  EXPECT_EQ(people(*simulation, PlaceId(0), Status::kStranded), 0);
  const auto open = one_month_on(world(corridor("A", "B")), n);  // broken twin
  EXPECT_GT(std::abs(deviation(passages(*open, 0).attempts(), n, tried)), kFar);
}

TEST(Journey, WithoutAnyWayPeopleAreStranded) {
  const auto simulation =
      testing::simulate(world(corridor("A", "B"),
                              "[modules.closed]\ntype='border_closure'\nfrom=['A']\n"
                              "start='2020-02'\nduration=3\n"));
  simulation->tick();
  const double n = people(*simulation, PlaceId(0), Status::kInTransit);
  for (int tick = 1; tick < 4; ++tick) {
    simulation->tick();
    EXPECT_EQ(passages(*simulation, 0).attempts(), 0);
  }
  // Everyone who tried to set out in three months, 1 - exp(-3) = 0.950213.
  const double stranded = people(*simulation, PlaceId(0), Status::kStranded);
  EXPECT_LT(std::abs(deviation(stranded, n, 0.950213)), kFar);
  simulation->tick();  // open again: those still on the way go
  EXPECT_GT(passages(*simulation, 0).across, 0);
}

}  // namespace
}  // namespace sojourn::models
