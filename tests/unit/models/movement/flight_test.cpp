#include <gtest/gtest.h>

#include <cmath>
#include <numeric>

#include "models/movement/flight.hpp"
#include "models/movement/havens.hpp"
#include "tests/support/runs.hpp"
#include "tests/worlds/small_world.hpp"

// People flee as they were counted, to havens by the route's length, and on from where there is no
// room. Counts are held against binomial laws beyond 4.5 standard deviations (a level of 7e-6, the
// seed fixed); what is wrong by a tenth of a share lies beyond 20 of them.
namespace sojourn::models {
namespace {

using testing::deviation;
using testing::kFar;

constexpr PlaceId kNorth(2), kSouth(3), kNear(4), kRemote(5), kGate(6);
constexpr StateId kHome(0);

/// North of HOME is 100 km from one haven and 200 from another; south of it a gate, 50 km away,
/// from which both are 100. Nobody is born or dies, and nobody goes but who flees.
std::string world(const std::string& modules, const std::string& rows = "") {
  const auto place = [](const std::string& id, const std::string& state, int people) {
    return "[[place]]\nid='" + id + "'\nstate='" + state +
           "'\npopulation=" + std::to_string(people) + "\nbirth_rate=0\nlife_expectancy=95\n";
  };
  const auto way = [](const std::string& from, const std::string& to, int km) {
    return "[[corridor]]\nfrom='" + from + "'\nto='" + to + "'\nkm=" + std::to_string(km) + "\n";
  };
  return "[run]\nstart='2020-01-01'\ntick='day'\nticks=40\nseed=5\n"
         "[[country]]\nid='HOME'\npopulation=0\ngdp_per_capita=2000\n"
         "[[country]]\nid='HOST'\npopulation=0\ngdp_per_capita=2000\nlatitude=1\n" +
         place("north", "HOME", 100'000) + place("south", "HOME", 300'000) +
         place("near", "HOST", 800) + place("remote", "HOST", 0) + place("gate", "HOST", 0) +
         way("north", "near", 100) + way("north", "remote", 200) + way("south", "gate", 50) +
         way("gate", "near", 100) + way("gate", "remote", 100) + way("near", "remote", 100) + rows +
         testing::without({"savings", "intention", "kin_calls", "recruiters"}) +
         testing::without(testing::all_but(testing::kHazards, "journey")) +
         "[modules.journey]\npace=365\nmomentum=0.9\n"
         "[modules.corridor_cost]\na_cross=0\nmu=1\n" +
         modules;
}

std::string flight(const std::string& settings) {
  return "[modules.flight]\n" + settings + "\n";
}
std::string havens(const std::string& settings = "") {
  return "[modules.havens]\nplaces=['near','remote']\nscale=100\n" + settings + "\n";
}
const std::string kFromNorth = "from=['north']\n";

double set_out(const Simulation& simulation, PlaceId from, PlaceId to) {
  const Flows& flows = simulation.ledger().tick;
  return static_cast<double>(flows.departures(from, to, simulation.modules().channel("asylum")));
}
double set_out(const Simulation& simulation, PlaceId from) {
  double sum = 0;
  for (const PlaceId to : simulation.world().place_ids()) sum += set_out(simulation, from, to);
  return sum;
}
double fled_to(const Simulation& simulation, PlaceId place) {
  return static_cast<double>(simulation.ledger().stock(place, kHome, Status::kAsylumApplicant));
}
double rate_from(const Simulation& simulation, PlaceId place) {
  Cohort cohort;
  cohort.place = place;
  return simulation.modules().find<Flight>()->rate(simulation.scene(), cohort);
}
/// Whose rate of leaving is what havens say.
double rate_of(const Simulation& simulation, PlaceId place, Status status) {
  return simulation.modules().find<Havens>()->bound(simulation.scene(), place, kHome, status);
}

// Of 100,000 in the north 1,000 leave in a day: -ln(1 - 0.01)*365 = 3.668373 a year.
TEST(Flight, AsManyLeaveAsWereCounted) {
  const auto simulation = testing::simulate(
      world(havens() + flight(kFromNorth + "start='2020-01-02'\npersons=[1000, 0, 4000]")));
  for (const double counted : {0.0, 1000.0, 0.0, 4000.0, 0.0}) {
    simulation->tick();
    if (counted == 1000) {
      EXPECT_NEAR(rate_from(*simulation, kNorth), 3.668373, 0.002);
    }
    EXPECT_EQ(rate_from(*simulation, kSouth), 0);
    const double n = set_out(*simulation, kNorth), p = counted / 1e5;
    EXPECT_LE(std::abs(n - counted), kFar * std::sqrt(1e5 * p * (1 - p)));
  }
}

// January has 31 days, of which the first is before the count and two have none.
TEST(Flight, AMonthIsTheSumOfItsDays) {
  std::string days = "7";
  for (int day = 3; day <= 29; ++day) days += ", 10";
  const auto monthly = testing::simulate(
      "[run]\nstart='2020-01'\nticks=3\n[[country]]\nid='A'\npopulation=1000\ngdp_per_capita=1\n"
      "[modules.flight]\nstart='2020-01-02'\npersons=[" +
      days + "]\n");
  const Flight& flight = *monthly->modules().find<Flight>();
  EXPECT_EQ(flight.counted_in(0), 7 + 27 * 10);
  EXPECT_EQ(flight.counted_in(1), 0);
}

// Violence drives out 1 of the north a year and 2 of the south: 100,000*1 to 300,000*2 is 1 to 6.
TEST(Flight, FromWhereViolenceDrivesPeopleOut) {
  const std::string counted =
      havens("waypoints=['gate']") + flight("from=['HOME']\npersons=[7000]");
  const std::string wars =
      "[modules.one]\ntype='conflict'\ntarget=['north']\nmagnitude=1\nstart='2020-01-01'\n"
      "[modules.two]\ntype='conflict'\ntarget=['south']\nmagnitude=2\nstart='2020-01-01'\n";
  const auto war = testing::simulate(world(counted + wars));
  war->tick();
  EXPECT_NEAR(rate_from(*war, kNorth), -std::log1p(-0.01) * 365, 0.002);
  EXPECT_NEAR(rate_from(*war, kSouth), -std::log1p(-0.02) * 365, 0.002);
  // Without violence by the people: 1,750 of 100,000 and 5,250 of 300,000.
  const auto peace = testing::simulate(world(counted));
  peace->tick();
  EXPECT_NEAR(rate_from(*peace, kNorth), -std::log1p(-0.0175) * 365, 0.002);
  EXPECT_NEAR(rate_from(*peace, kSouth), -std::log1p(-0.0175) * 365, 0.002);
}

// exp(-1) to exp(-2) is 0.731059 of all; at a scale of 50 km exp(-2) to exp(-4), 0.880797.
TEST(Havens, AreChosenByTheRoutesLength) {
  for (const auto& [scale, share] : {std::pair{"100", 0.731059}, {"50", 0.880797}}) {
    const auto simulation = testing::simulate(
        world("[modules.havens]\nplaces=['near','remote']\nscale=" + std::string(scale) + "\n" +
              flight(kFromNorth + "persons=[50000]")));
    simulation->tick();
    const double all = set_out(*simulation, kNorth);
    EXPECT_LT(std::abs(deviation(set_out(*simulation, kNorth, kNear), all, share)), kFar) << scale;
    EXPECT_GT(std::abs(deviation(set_out(*simulation, kNorth, kNear), all, share - 0.07)), kFar);
  }
}

// exp(-2000) is no number of the machine's; of two that are so far the nearer draws, exp(-1) to 1.
TEST(Havens, AreChosenHoweverFarTheyAre) {
  const std::string far =
      "[[place]]\nid='far'\nstate='HOST'\npopulation=0\n"
      "[[place]]\nid='further'\nstate='HOST'\npopulation=0\n"
      "[[corridor]]\nfrom='north'\nto='far'\nkm=2000\n"
      "[[corridor]]\nfrom='north'\nto='further'\nkm=2001\n";
  const auto simulation =
      testing::simulate(world("[modules.havens]\nplaces=['far','further']\nscale=1\n" +
                                  flight(kFromNorth + "persons=[9000]"),
                              far));
  simulation->tick();
  const double all = set_out(*simulation, kNorth);
  EXPECT_LT(std::abs(deviation(all, 1e5, 0.09)), kFar);
  EXPECT_LT(std::abs(deviation(set_out(*simulation, kNorth, PlaceId(7)), all, 0.731059)), kFar);
}

// Half of 1,600 is left: 0.25*exp(-1) to exp(-2) is 0.404609 at a crowding of 2.
TEST(Havens, DrawLessWhereTheyFill) {
  const std::string there =
      "[[stock]]\ncitizenship='HOME'\nresidence='near'\nstatus='asylum_applicant'\npersons=800\n";
  const auto simulation = testing::simulate(
      world(havens("room=[1600, -1]\ncrowding=2") + flight(kFromNorth + "persons=[50000]"), there));
  simulation->tick();
  const double all = set_out(*simulation, kNorth);
  EXPECT_LT(std::abs(deviation(set_out(*simulation, kNorth, kNear), all, 0.404609)), kFar);
}

// 800 where there is room for 500: 3/8 are too many, -ln(5/8)*365 = 171.5513 a year.
TEST(Havens, SendOnWhoIsTooMany) {
  const std::string there =
      "[[stock]]\ncitizenship='HOME'\nresidence='near'\nstatus='asylum_applicant'\npersons=800\n";
  const auto simulation = testing::simulate(world(havens("room=[500, -1]"), there));
  simulation->tick();
  EXPECT_NEAR(rate_of(*simulation, kNear, Status::kAsylumApplicant), 171.5513, 1e-3);
  EXPECT_EQ(rate_of(*simulation, kRemote, Status::kAsylumApplicant), 0);
  EXPECT_LT(std::abs(deviation(set_out(*simulation, kNear, kRemote), 800, 0.375)), kFar);
  testing::run(*simulation, 39);
  EXPECT_LE(fled_to(*simulation, kNear), 500);
  EXPECT_GT(fled_to(*simulation, kNear), 400);
  EXPECT_EQ(fled_to(*simulation, kNear) + fled_to(*simulation, kRemote), 800);
}

TEST(Havens, AreFilledAndThenTheNextIs) {
  const auto simulation = testing::simulate(world(
      havens("room=[2000, -1]") + flight(kFromNorth + "persons=[500,500,500,500,500,500,500]")));
  testing::run(*simulation, 40);
  EXPECT_LE(fled_to(*simulation, kNear), 2000);
  EXPECT_GT(fled_to(*simulation, kNear), 1800);
  EXPECT_GT(fled_to(*simulation, kRemote), 1200);
}

// From the south a haven is 150 km away, by the gate: exp(-0.5) to 2*exp(-1.5) is 0.576117. Who is
// at the gate goes on with 1 - exp(-1) a day, and in the end nobody is left there.
TEST(Havens, NobodySettlesAtAWaypoint) {
  const auto simulation = testing::simulate(
      world(havens("waypoints=['gate']") + flight("from=['south']\npersons=[60000]")));
  simulation->tick();
  const double all = set_out(*simulation, kSouth);
  EXPECT_LT(std::abs(deviation(set_out(*simulation, kSouth, kGate), all, 0.576117)), kFar);
  EXPECT_EQ(rate_of(*simulation, kGate, Status::kAsylumApplicant), 365);
  testing::run(*simulation, 39);
  EXPECT_EQ(fled_to(*simulation, kGate), 0);
  EXPECT_LT(std::abs(deviation(fled_to(*simulation, kNear), all, 0.5)), kFar);
  EXPECT_EQ(fled_to(*simulation, kNear) + fled_to(*simulation, kRemote), all);
}

const std::string kShut =
    "[modules.shut]\ntype='border_closure'\nfrom=['HOME']\nto=['HOST']\nstart='2020-01-01'\n"
    "until='2020-01-06'\n";

TEST(Havens, WhoCannotReachAnyWaits) {
  const auto simulation =
      testing::simulate(world(havens() + kShut + flight(kFromNorth + "persons=[1000,1000,1000]")));
  for (int day = 1; day <= 5; ++day) {
    simulation->tick();
    EXPECT_EQ(set_out(*simulation, kNorth), 0) << day;
  }
  simulation->tick();
  EXPECT_LT(std::abs(deviation(set_out(*simulation, kNorth), 1e5, 0.03)), kFar);
}

// The way closes under those who are on it; when it opens they go on.
TEST(Havens, TheStrandedChooseAnew) {
  const std::string shut =
      "[modules.shut]\ntype='border_closure'\nto=['near','remote']\nstart='2020-01-02'\n"
      "until='2020-01-06'\n";
  const auto simulation =
      testing::simulate(world(havens() + shut + flight(kFromNorth + "persons=[5000]")));
  simulation->tick();
  const double all = set_out(*simulation, kNorth);
  testing::run(*simulation, 4);
  EXPECT_GT(simulation->ledger().stock(kNorth, kHome, Status::kStranded), 4000);
  testing::run(*simulation, 35);
  EXPECT_EQ(fled_to(*simulation, kNear) + fled_to(*simulation, kRemote), all);
}

TEST(Flight, OffItChangesNothing) {
  const auto after = [](const std::string& modules) {
    const auto simulation = testing::simulate(
        replay::parsed("format_version=1\n[run]\nstart='2020-01'\nticks=24\n"
                       "[[country]]\nid='A'\npopulation=90000\ngdp_per_capita=3000\n"
                       "[[country]]\nid='B'\npopulation=90000\ngdp_per_capita=30000\nlongitude=5\n"
                       "[[corridor]]\nfrom='A'\nto='B'\n" +
                       modules));
    testing::run(*simulation, 24);
    return replay::content(*simulation);
  };
  const auto plain = after("");
  EXPECT_TRUE(plain == after("[modules.flight]\nenabled=false\npersons=[9]\n"
                             "[modules.havens]\nenabled=false\nplaces=['B']\n"));
  EXPECT_TRUE(plain == after("[modules.flight]\n[modules.havens]\n"));
  EXPECT_FALSE(plain == after("[modules.flight]\npersons=[9]\n[modules.havens]\nplaces=['B']\n"));
}

std::string fault_of(const std::string& modules) {
  try {
    testing::simulate(world(modules));
  } catch (const InputError& error) {
    return error.what();
  }
  return {};
}

TEST(Flight, FaultsAreToldWhereTheyStand) {
  const auto told = [](const std::string& modules, const std::string& text) {
    const std::string fault = fault_of(modules);
    EXPECT_NE(fault.find(text), std::string::npos) << text << " in: " << fault;
    EXPECT_NE(fault.find("test.toml:"), std::string::npos) << fault;
  };
  told("[modules.havens]\nplaces=['nea']", "nearest known: \"near\"");
  told("[modules.havens]\nplaces=['near','near']",
       "modules.havens.places: \"near\" is named twice");
  told(havens("room=[5]"), "modules.havens.room: expected 2 numbers, one for each of `places`");
  told(havens("room=[5, -2]"), "modules.havens.room");
  told(havens("waypoints=['gat']"), "nearest known: \"gate\"");
  told(havens("waypoints=['near']"), "modules.havens.waypoints: \"near\" is one of `places`");
  told(havens("channel='asylun'"), "there is no channel \"asylun\" that walks");
  told(havens("channel='asylun'"), "nearest known: \"asylum\"");
  told(havens("channel='study'"), "there is no channel \"study\" that walks");
  told(havens("crowdin=1"), "nearest known: \"crowding\"");
  told(havens("pace=-1"), "modules.havens.pace");
  told("[modules.havens]\nscale=0", "modules.havens.scale");
  told(flight("persons=[5, -1]"), "modules.flight.persons");
  told(flight("person=[5]"), "nearest known: \"persons\"");
  told(flight("start='yesterday'"), "modules.flight.start");
  told(flight("from=['nort']"), "modules.flight.from: \"nort\" is no country, place");
  EXPECT_EQ(fault_of(havens("room=[5, -1]\nwaypoints=['gate']") + flight("persons=[1]")), "");
}

TEST(Flight, WarnsWhereNobodyCanFlee) {
  const auto warnings = [](const std::string& modules) {
    const auto simulation = testing::simulate(world(modules));
    std::string all;
    for (const std::string& line : simulation->modules().warnings()) all += line + "\n";
    return all;
  };
  EXPECT_NE(warnings(flight("")).find("nobody flees: `persons` is empty"), std::string::npos);
  EXPECT_NE(warnings(flight("start='2020-02-10'\npersons=[1]")).find("so it never acts"),
            std::string::npos);
  EXPECT_NE(warnings(flight("persons=[1]")).find("no module of type \"havens\""),
            std::string::npos);
  EXPECT_NE(warnings("[modules.havens]\n").find("names no `places`"), std::string::npos);
  EXPECT_EQ(warnings(havens() + flight("persons=[1]")).find("nobody"), std::string::npos);
}

// The run begins on January 1 and has 40 days.
TEST(Flight, WarnsOfCountsThatTheRunDoesNotSee) {
  const auto told = [](const std::string& settings) {
    const auto simulation = testing::simulate(world(havens() + flight(settings)));
    std::string all;
    for (const std::string& line : simulation->modules().warnings()) all += line + "\n";
    const std::size_t at = all.find(" days lie outside the run");
    return at == std::string::npos ? "" : all.substr(all.rfind(": ", at) + 2);
  };
  EXPECT_EQ(told("start='2019-12-30'\npersons=[5, 4, 7]"),
            "2 of its 3 days lie outside the run, and with them 9 people who do not flee\n");
  EXPECT_EQ(told("start='2020-02-09'\npersons=[5, 4, 7]"),
            "2 of its 3 days lie outside the run, and with them 11 people who do not flee\n");
  EXPECT_EQ(told("start='2019-12-30'\npersons=[0, 0, 7]"), "");
  EXPECT_EQ(told("start='2020-02-08'\npersons=[5, 4]"), "");
}

}  // namespace
}  // namespace sojourn::models
