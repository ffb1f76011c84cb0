#include "sim/subworld/subworld.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "sim/subworld/flow_comparison.hpp"
#include "sim/subworld/gravity.hpp"
#include "sim/world/world_reader.hpp"
#include "tests/worlds/small_world.hpp"

namespace sojourn {
namespace {

using testing::scenario;

/// A and D are kept; B and C become the rest.
constexpr const char* kWorld = R"(
[run]
ticks = 12
[[country]]
id = "A"
population = 1000
gdp_per_capita = 5000
regions = "south;all"
[[country]]
id = "B"
population = 3000
gdp_per_capita = 1000
openness = 0.2
latitude = 10
regions = "north"
[[country]]
id = "C"
population = 1000
gdp_per_capita = 3000
openness = 0.6
latitude = 20
[[country]]
id = "D"
population = 2000
gdp_per_capita = 2000
latitude = 30
regions = "south"
[[place]]
id = "camp"
state = "A"
[[corridor]]
from = "A"
to = "B"
km = 100
risk = 0.1
price = 10
[[corridor]]
from = "B"
to = "C"
km = 200
risk = 0.5
price = 20
enforcement = 0.5
[[corridor]]
from = "C"
to = "D"
km = 400
price = 5
enforcement = 0.2
[[corridor]]
from = "camp"
to = "A"
km = 1
[[stock]]
citizenship = "A"
residence = "B"
persons = 10
[[stock]]
citizenship = "A"
residence = "C"
persons = 20
[[stock]]
citizenship = "B"
residence = "C"
persons = 5
[[stock]]
citizenship = "B"
residence = "A"
persons = 7
[[stock]]
citizenship = "C"
residence = "A"
persons = 3
[[stock]]
citizenship = "D"
residence = "A"
persons = 4
[areas.pact]
members = ["A", "B", "D"]
[areas.far]
members = ["B", "C"]
[modules.war]
type = "conflict"
target = ["A", "B"]
[modules.drought]
type = "disaster"
target = ["C"]
)";

const char* const kWithRest = "[world]\nonly = [\"A\", \"D\"]\nrest = \"ROW\"\n";

Subworld cut(const std::string& world) {
  return cut_world(scenario(kWorld + world), models::standard_catalog());
}

World read(const Node& node) {
  Diagnostics diagnostics;
  Node resolved;
  World world = read_world(node, diagnostics, resolved);
  diagnostics.throw_if_any();
  return world;
}

std::string fault(const std::string& world) {
  try {
    cut(world);
  } catch (const InputError& error) {
    return error.what();
  }
  return "no fault";
}

TEST(Subworld, TheRestIsThePeopleOfAllOthers) {
  const World part = read(cut(kWithRest).scenario);
  ASSERT_EQ(part.n_states, 3);
  ASSERT_EQ(part.n_places(), 4);
  EXPECT_EQ(part.places[2].id, "ROW");
  EXPECT_FALSE(part.places[2].located);
  EXPECT_EQ(part.places[3].id, "camp");
  EXPECT_EQ(part.baseline.population[2], 4000);
  EXPECT_EQ(part.baseline.gdp_per_capita[2], 1500);    // (3000*1000 + 1000*3000)/4000
  EXPECT_NEAR(part.baseline.openness[2], 0.3, 1e-15);  // (3*0.2 + 0.6)/4
  EXPECT_EQ(part.baseline.gdp_per_capita[0], 5000);
}

/// B doubles its income within a year, while it and C, where rows are 1000 and 3000, are at war.
constexpr const char* kHistory = R"(
[[history]]
country = "B"
date = "2015-01"
gdp_per_capita = 2000
conflict_deaths = 8
[[history]]
country = "B"
date = "2016-01"
gdp_per_capita = 4000
[[history]]
country = "C"
date = "2015-01"
conflict_deaths = 4
[[history]]
country = "A"
date = "2015-01"
gdp_per_capita = 5000
)";

TEST(Subworld, TheRestBeginsAsItsHistoryTells) {
  const World part = read(cut(kHistory + std::string(kWithRest)).scenario);
  EXPECT_EQ(part.baseline.gdp_per_capita[2], 2250);  // (3000*2000 + 1000*3000)/4000
}

TEST(Subworld, TheRestHasTheHistoryOfItsPeople) {
  const Subworld told = cut(kHistory + std::string(kWithRest));
  const World part = read(told.scenario);
  const auto at = [&](int tick) { return part.history.at(tick, part.baseline); };
  EXPECT_EQ(at(12).gdp_per_capita[2], 3750);  // (3000*4000 + 1000*3000)/4000
  EXPECT_EQ(at(6).gdp_per_capita[2], 3000);   // half way
  EXPECT_EQ(at(6).conflict_deaths[2], 12);    // a count: 8 + 4
  EXPECT_EQ(at(6).gdp_per_capita[0], 5000);
  EXPECT_EQ(std::ranges::count(told.notes,
                               "history: 1 of 4 rows are kept; ROW has the mean of the others"),
            1);
}

// The constants are found in a run of one tick, whose length must not contradict the end.
TEST(Subworld, ARunByItsEndIsCutAsOneByTicks) {
  std::string by_end = kWorld;
  by_end.replace(by_end.find("ticks = 12"), 10, "end = \"2016-01\"");
  const Subworld part = cut_world(scenario(by_end + kWithRest), models::standard_catalog());
  EXPECT_EQ(read(part.scenario).n_ticks, 12);
  EXPECT_EQ(part.constants.to_rest, cut(kWithRest).constants.to_rest);
}

TEST(Subworld, StocksOfTheRestAddUp) {
  const World part = read(cut(kWithRest).scenario);
  const auto persons = [&](int of, int in) {
    std::int64_t sum = 0;
    for (const StockRow& stock : part.stocks) {
      if (stock.citizenship.value == of && stock.residence.value == in) sum += stock.persons;
    }
    return sum;
  };
  EXPECT_EQ(persons(0, 2), 30);  // of A in B and C
  EXPECT_EQ(persons(2, 0), 10);  // of B and C in A
  EXPECT_EQ(persons(1, 0), 4);
  EXPECT_EQ(part.stocks.size(), 3U);  // who is of B and lives in C is a resident of the rest
}

TEST(Subworld, PairsWithTheRestAreMeansOverItsPeople) {
  const World whole = read(scenario(kWorld)), part = read(cut(kWithRest).scenario);
  EXPECT_NEAR(part.distance_km(0, 2), (3 * whole.distance_km(0, 1) + whole.distance_km(0, 2)) / 4,
              1e-9);
  EXPECT_NEAR(part.proximity(2, 1), (3 * whole.proximity(1, 3) + whole.proximity(2, 3)) / 4, 1e-15);
  EXPECT_EQ(part.proximity(0, 1), whole.proximity(0, 3));
}

TEST(Subworld, CorridorsLeadOutOfTheRestAlone) {
  const World part = read(cut(kWithRest).scenario);
  ASSERT_EQ(part.corridors.size(), 3U);
  const Corridor& own = part.corridors[0];
  EXPECT_EQ(part.places[own.from.index()].id, "camp");
  const Corridor& out = part.corridors[1];  // ROW -> D
  EXPECT_EQ(out.from.value, 2);
  EXPECT_EQ(out.to.value, 1);
  EXPECT_NEAR(out.km, (3 * 600 + 400) / 4.0, 1e-9);
  EXPECT_EQ(out.price, 5);
  EXPECT_EQ(out.enforcement, 0.2);
}

TEST(Subworld, AWayOverTheRestIsACorridorThroughIt) {
  const World part = read(cut(kWithRest).scenario);
  const Corridor& through = part.corridors[2];  // A -> D
  EXPECT_EQ(through.route, "through ROW");
  // Three legs of 700 km cost more than one of 700 km would.
  EXPECT_GT(through.km, 700);
  EXPECT_EQ(through.price, 35);
  EXPECT_NEAR(through.risk, 1 - 0.9 * 0.5, 1e-15);
  EXPECT_NEAR(through.enforcement, 1 - 0.5 * 0.8, 1e-15);
}

TEST(Subworld, BodiesAndModulesKeepWhoIsThere) {
  const Subworld part = cut(kWithRest);
  const World world = read(part.scenario);
  ASSERT_EQ(world.areas.size(), 1U);
  EXPECT_EQ(world.areas[0].name, "pact");
  EXPECT_EQ(world.areas[0].members.size(), 2U);
  const Node& modules = *part.scenario.find("modules");
  EXPECT_EQ(modules.find("war")->find("target")->array().size(), 1U);
  EXPECT_EQ(modules.find("drought"), nullptr);
  EXPECT_EQ(part.notes, (CutNotes{"areas.far: 0 of 2 members are kept, so it is left out",
                                  "areas.pact: 2 of 3 members are kept",
                                  "5 people of one country left out who live in another are "
                                  "residents of ROW",
                                  "corridor: 1 of 4 rows are kept; of the others come 1 out of ROW "
                                  "and 1 through it, without route, detection and season",
                                  "modules.drought: nobody of target (C) is kept, so the module is "
                                  "dropped",
                                  "modules.war.target: B left out"}));
}

/// Groups of the whole (A, B, C, D, camp) and of the part (A, D, ROW, camp).
const std::vector<int> kWhole{0, kRestGroup, kRestGroup, 1, 2}, kPart{0, 1, kRestGroup, 2};

Gravity gravity(const Node& node, const std::vector<int>& group) {
  Simulation simulation(node, models::standard_catalog(), 1);
  simulation.tick();
  return gravity_of(simulation.scene(), group, 3);
}

TEST(Subworld, TheRestIsWorthAndSendsAsMuchAsAllOthers) {
  const Gravity whole = gravity(scenario(kWorld), kWhole);
  const Gravity part = gravity(cut(kWithRest).scenario, kPart);
  EXPECT_NEAR(part.reference, whole.reference, 1e-9);
  for (const std::size_t state : {0U, 1U}) {
    EXPECT_NEAR(part.rest_value[state], whole.rest_value[state], 0.02);
    EXPECT_NEAR(part.from_rest[state] / whole.from_rest[state], 1, 0.02);
  }
}

TEST(Subworld, TheWayThroughTheRestCostsAsMuch) {
  const Gravity whole = gravity(scenario(kWorld), kWhole);
  const Gravity part = gravity(cut(kWithRest).scenario, kPart);
  EXPECT_NEAR(part.route_cost[1], whole.route_cost[1], 1);  // A to D, of thousands
  EXPECT_GT(whole.route_cost[1], 3000);
}

// Half of the places of a policy for all are for people of Z as well; those of Y are Y's.
TEST(Subworld, WithoutARestPoliciesKeepTheirShareOfPlaces) {
  std::string alike = "[world]\nonly = [\"X\", \"Y\"]\n";
  for (const char* id : {"X", "Y", "Z"}) {
    alike += std::string("[[country]]\nid = \"") + id +
             "\"\npopulation = 100000\ngdp_per_capita = 1000\n";
  }
  for (const char* of : {"", "of = [\"Y\"]\n"}) {
    const Subworld part = cut_world(
        scenario(alike + "[modules.places]\ntype = \"policy\"\nin = [\"X\"]\nquota = 1000\n" + of),
        models::standard_catalog());
    const double share = read(part.scenario).places[0].quota_share;
    EXPECT_NEAR(share, 0.5, 0.05);
    const auto run = testing::simulate(part.scenario);
    run->tick();
    const auto& kept = run->scene().rules.allotments;
    ASSERT_EQ(kept.size(), 1U);
    EXPECT_NEAR(kept[0].persons_per_year, of[0] == 0 ? 1000 * share : 1000, 1e-6);
    const auto warnings = run->warnings();
    EXPECT_EQ(std::ranges::count_if(warnings,
                                    [](const auto& w) { return w.find("of its quota") != w.npos; }),
              of[0] == 0 ? 1 : 0);
  }
}

// Three countries alike in one spot: half of those who want a place in each come from the third.
TEST(Subworld, WithoutARestOthersPlacesAreTakenOut) {
  std::string alike = "[world]\nonly = [\"X\", \"Y\"]\n";
  for (const char* id : {"X", "Y", "Z"}) {
    alike += std::string("[[country]]\nid = \"") + id +
             "\"\npopulation = 100000\ngdp_per_capita = 1000\n";
  }
  const Subworld part = cut_world(scenario(alike), models::standard_catalog());
  const World world = read(part.scenario);
  ASSERT_EQ(world.n_states, 2);
  EXPECT_NEAR(world.places[0].quota_share, 0.5, 0.01);
  EXPECT_NEAR(world.places[1].quota_share, 0.5, 0.01);
  Simulation whole(scenario(alike.substr(alike.find("[[country]]"))), models::standard_catalog(),
                   1),
      cut(part.scenario, models::standard_catalog(), 1);
  whole.tick();
  cut.tick();
  const ChannelId labour = whole.modules().channel("labour");
  const auto quota = [&](const Simulation& s) {
    return s.scene().rules.quota(labour, PlaceId(0), Skill::kMedium);
  };
  EXPECT_NEAR(quota(cut) / quota(whole), 0.5, 0.01);
}

TEST(Subworld, LabelsAreasAndUnionsNameTheirCountries) {
  EXPECT_EQ(read(cut("[world]\nonly = [\"south\"]\nrest = \"R\"\n").scenario).n_states, 3);
  EXPECT_EQ(read(cut("[world]\nonly = [\"pact\"]\n").scenario).n_states, 3);
  EXPECT_EQ(
      read(cut("[world]\nonly = [\"two\"]\n[unions.two]\nmembers = [\"B\", \"D\"]\n").scenario)
          .n_states,
      2);
}

TEST(Subworld, TellsWhatIsWrong) {
  EXPECT_NE(fault("[world]\nonly = [\"A\", \"sout\"]\n").find("nearest known: \"south\""),
            std::string::npos);
  EXPECT_NE(fault("[world]\nonly = [\"A\"]\nrest = \"B\"\n").find("name of a country"),
            std::string::npos);
  EXPECT_NE(fault("[world]\nrest = \"R\"\n").find("expected `only`"), std::string::npos);
  // A module that names the label would mean the rest.
  EXPECT_NE(fault("[world]\nonly = [\"A\"]\nrest = \"south\"\n").find("name of a label"),
            std::string::npos);
  EXPECT_NE(fault("[world]\nonly = [\"A\"]\nrest = \"far\"\n").find("name of an area"),
            std::string::npos);
  EXPECT_NE(fault("[world]\nonly = [\"A\",\"B\",\"C\",\"D\"]\nrest = \"R\"\n").find("no rest"),
            std::string::npos);
}

TEST(FlowPairs, OneThatIsNewMisses) {
  EXPECT_NEAR((FlowPair{"A", "B", 100, 125}.error()), 0.25, 1e-15);
  EXPECT_GT((FlowPair{"A", "B", 0, 5000}.error()), 1e9);
  EXPECT_EQ((FlowPair{"A", "B", 0, 0}.error()), 0);
}

TEST(Subworld, AScenarioWithoutACutStaysAsItIs) {
  const Node node = scenario(kWorld);
  EXPECT_EQ(cut_world(node, models::standard_catalog()).scenario, node);
}

TEST(Subworld, RunsAgainFromTheResolvedScenario) {
  const Subworld part = cut(kWithRest);
  const auto first = testing::simulate(part.scenario);
  Diagnostics diagnostics;
  const auto written = parse_toml(first->resolved(), "again.toml", diagnostics);
  const auto second = testing::simulate(cut_world(*written, models::standard_catalog()).scenario);
  EXPECT_EQ(first->resolved(), second->resolved());
  testing::run(*first, 12);
  testing::run(*second, 12);
  EXPECT_EQ(first->ledger().stocks, second->ledger().stocks);
}

}  // namespace
}  // namespace sojourn
