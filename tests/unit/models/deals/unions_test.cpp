#include <gtest/gtest.h>

#include <set>

#include "models/deals/containment/containment_agreement.hpp"
#include "tests/worlds/small_world.hpp"

namespace sojourn::models {
namespace {

constexpr const char* kThree = R"(
[run]
start = "2015-01"
ticks = 24
[[country]]
id = "A"
population = 100_000
gdp_per_capita = 4000
regions = "West"
[[country]]
id = "B"
population = 100_000
gdp_per_capita = 8000
[[country]]
id = "C"
population = 100_000
gdp_per_capita = 40000
[[place]]
id = "Camp"
population = 1000
state = "B"
)";

/// All faults of the scenario in one text.
std::string faults(const std::string& more) {
  try {
    testing::simulate(kThree + more);
  } catch (const InputError& error) {
    return error.what();
  }
  return {};
}

TEST(Unions, AreRead) {
  const auto simulation =
      testing::simulate(std::string(kThree) +
                        "[unions.BC]\nmembers = [\"B\", \"C\"]\napproval = 0.5\nsplit = \"gdp\"\n"
                        "[unions.West]\nregion = \"West\"\n");
  const auto& unions = simulation->world().unions;
  ASSERT_EQ(unions.size(), 2U);
  EXPECT_EQ(unions[0].members, (std::vector<StateId>{StateId(1), StateId(2)}));
  EXPECT_EQ(unions[0].approval, 0.5);
  EXPECT_TRUE(unions[0].by_gdp);
  EXPECT_EQ(unions[1].members, std::vector<StateId>{StateId(0)});
  const auto parties = parties_of(simulation->world());
  ASSERT_EQ(parties.size(), 2U);  // nobody is outside
  EXPECT_EQ(parties[0].name, "BC");
}

TEST(Unions, FaultsAreNamed) {
  EXPECT_NE(faults("[unions.X]\n").find("expected members or a region"), std::string::npos);
  EXPECT_NE(faults("[areas.X]\n").find("expected members or a region"), std::string::npos);
  EXPECT_NE(faults("[unions.X]\nmembers = [\"B\", \"B\"]\n").find("B is listed twice"),
            std::string::npos);
  EXPECT_NE(faults("[unions.A]\nmembers = [\"B\"]\n").find("\"A\" is the name of a country"),
            std::string::npos);
  EXPECT_NE(faults("[unions.X]\nmembers = [\"B\"]\n[unions.Y]\nmembers = [\"B\"]\n")
                .find("B is a member of X already"),
            std::string::npos);
  EXPECT_NE(faults("[unions.X]\nmembers = [\"B\"]\nsplit = \"pop\"\n").find("split"),
            std::string::npos);
}

TEST(Unions, PlacesOfAStateCountTogether) {
  const auto simulation = testing::simulate(std::string(kThree) +
                                            "[[stock]]\ncitizenship = \"A\"\nresidence = \"Camp\"\n"
                                            "status = \"refugee\"\npersons = 500\n" +
                                            testing::without(testing::kHazards));
  testing::run(*simulation, 1);
  const Scene scene = simulation->scene();
  const StateId b(1);
  ASSERT_EQ(scene.world.places_of(b).size(), 2U);
  const Party alone{"B", {b}};
  EXPECT_EQ(hosted_in(scene, b, alone), 500);
  EXPECT_NEAR(
      people_of(scene, b),
      scene.persons(scene.ledger.summary.population[1] + scene.ledger.summary.population[3]), 1e-6);
}

TEST(Unions, OfSomeModulesThereCanBeOne) {
  EXPECT_NE(faults("[modules.x]\ntype = \"containment_deals\"\n[modules.y]\n"
                   "type = \"containment_deals\"\n")
                .find("there can be one module of type \"containment_deals\", and \"x\" is it"),
            std::string::npos);
  EXPECT_NE(faults("[modules.x]\ntype = \"recognition\"\n").find("there can be one module"),
            std::string::npos);
  EXPECT_EQ(faults("[modules.x]\ntype = \"free_movement_areas\"\n[modules.y]\n"
                   "type = \"free_movement_areas\"\n"),
            "");
}

TEST(Unions, ModulesThatCanDoNothingSaySo) {
  const auto simulation = testing::simulate(
      std::string(kThree) + "[modules.labour_deals]\n[modules.containment_deals]\n" +
      testing::without({"labour", "status_quo_cost"}));
  std::string all;
  for (const std::string& text : simulation->warnings()) all += text + "\n";
  EXPECT_NE(all.find("the channel \"labour\" is off"), std::string::npos) << all;
  EXPECT_NE(all.find("\"status_quo_cost\" is off"), std::string::npos) << all;
}

/// Kinds of events that a war brings where RECV bargains in a union with PEER, which nobody flees
/// to.
std::set<std::string> war_events(const std::vector<std::string>& of_union) {
  std::vector<std::string> set{"run.persons_per_agent=1000", "run.life_histories=0",
                               "modules.war.magnitude=0.08",
                               "unions.CLUB.members=[\"RECV\", \"PEER\"]"};
  set.insert(set.end(), of_union.begin(), of_union.end());
  const auto simulation = testing::simulate(testing::shipped("two_transits.toml", set));
  while (!simulation->done()) simulation->tick();
  std::set<std::string> kinds;
  for (const Event& event : simulation->events()) {
    if (event.text.starts_with("CLUB-")) kinds.insert(event.kind);
  }
  return kinds;
}

TEST(Unions, AMemberThatWouldPayMoreThanItGainsHoldsUpADeal) {
  const auto by_gain = war_events({});
  EXPECT_TRUE(by_gain.contains("deal"));
  EXPECT_FALSE(by_gain.contains("veto"));
  const auto by_gdp = war_events({"unions.CLUB.split=gdp"});
  EXPECT_TRUE(by_gdp.contains("veto"));
  EXPECT_FALSE(by_gdp.contains("deal"));
  // RECV has a tenth of the union's people.
  const auto few = war_events({"unions.CLUB.split=gdp", "unions.CLUB.approval=0.05"});
  EXPECT_TRUE(few.contains("deal"));
  EXPECT_FALSE(few.contains("veto"));
}

/// Ticks of the events of a kind that begin with `pair`, in the war of two_transits.toml as
/// shipped.
std::vector<int> in_war(const std::string& kind, const std::string& pair) {
  const auto simulation = testing::simulate(testing::shipped(
      "two_transits.toml", {"run.persons_per_agent=1000", "run.life_histories=0"}));
  while (!simulation->done()) simulation->tick();
  std::vector<int> ticks;
  for (const Event& event : simulation->events()) {
    if (event.kind == kind && event.text.starts_with(pair + ":")) ticks.push_back(event.tick);
  }
  return ticks;
}

constexpr int kWarEnds = 78;  // July 2021

TEST(ContainmentDeals, NobodyDealsWithAStateAtWarAboutItsOwnPeople) {
  for (const char* pair : {"RECV-SEND", "NORD-SEND", "SUED-SEND"}) {
    for (const int tick : in_war("deal", pair)) EXPECT_GE(tick, kWarEnds) << pair;
  }
  ASSERT_FALSE(in_war("deal", "RECV-NORD").empty());
  EXPECT_LT(in_war("deal", "RECV-NORD").front(), kWarEnds);
}

TEST(ContainmentDeals, ADealThatWorksLastsAsLongAsItsReason) {
  ASSERT_EQ(in_war("deal", "RECV-NORD").size(), 1U);
  for (const int tick : in_war("end", "RECV-NORD")) EXPECT_GE(tick, kWarEnds);
}

TEST(Forums, AreReadAndAreThereAtTheStart) {
  const auto simulation = testing::simulate(
      std::string(kThree) +
      "[forums.Council]\nmembers = [\"A\", \"C\"]\nrule = \"weighted\"\nquota = 0.7\nformality = "
      "0.4\nauthority = 0.2\ndiscretion = 0.1\nmandate = [\"labour\", \"rights\"]\nhost = \"A\"\n");
  const auto& forums = simulation->scene().agreements.forums;
  ASSERT_EQ(forums.size(), 1U);
  EXPECT_EQ(forums[0].members, (std::vector<StateId>{StateId(0), StateId(2)}));
  EXPECT_EQ(forums[0].rule, DecisionRule::kWeighted);
  EXPECT_EQ(forums[0].quota, 0.7);
  EXPECT_EQ(forums[0].mandate, (std::array<bool, kSubjects>{false, true, true, false}));
  EXPECT_EQ(forums[0].host, StateId(0));
  EXPECT_FALSE(forums[0].funder.valid());
  EXPECT_TRUE(forums[0].alive());
}

TEST(Forums, FaultsAreNamed) {
  EXPECT_NE(faults("[forums.X]\n").find("expected members or a region"), std::string::npos);
  const std::string x = "[forums.X]\nmembers = [\"A\"]\n";
  EXPECT_NE(faults(x + "mandate = [\"labor\"]\n").find("unknown subject \"labor\""),
            std::string::npos);
  EXPECT_NE(faults(x + "rule = \"most\"\n").find("rule"), std::string::npos);
  EXPECT_NE(faults(x + "host = \"D\"\n").find("host"), std::string::npos);
}

}  // namespace
}  // namespace sojourn::models
