#include <gtest/gtest.h>

#include "models/deals/containment/containment_agreement.hpp"
#include "models/deals/labour_agreement.hpp"
#include "models/deals/one_for_one.hpp"
#include "sim/foresight/enactment.hpp"
#include "sim/stages/rules_for.hpp"
#include "tests/worlds/row_world.hpp"
#include "tests/worlds/small_world.hpp"

namespace sojourn::models {
namespace {

using testing::kA;
using testing::kB;
using testing::kC;

/// Nobody dies or is born, so that a country's GDP is its population times its income.
const std::string kRow = std::string(testing::kRow) + testing::kRefugees;
const std::string kBoth = "demander = 'C'\nsupplier = 'B'\n";

std::string deal(const std::string& name, const std::string& keys) {
  return "[modules." + name + "]\ntype = 'deal'\n" + keys;
}
std::unique_ptr<Simulation> world(const std::string& more) {
  return testing::simulate(kRow + more);
}
std::string faults(const std::string& keys) {
  try {
    world(deal("pact", keys));
  } catch (const InputError& error) {
    return error.what();
  }
  return {};
}
std::vector<std::string> texts(const Simulation& simulation) {
  std::vector<std::string> all;
  for (const Event& event : simulation.events()) all.push_back(event.kind + ": " + event.text);
  return all;
}

/// The rules of every tick.
std::vector<Rules> rules_over(Simulation& simulation, int ticks) {
  std::vector<Rules> all;
  for (int t = 0; t < ticks; ++t) {
    simulation.tick();
    all.push_back(simulation.scene().rules);
  }
  return all;
}

TEST(ScriptedDeal, IsWhatABargainedDealOfTheSameTermsIs) {
  const auto simulation =
      world(deal("pact", kBoth + "from = '2015-01'\ncontainment = 0.5\npayment = 100\nvisas = 0.3\n"
                                 "readmission = 0.1\nresettlement = 50\n"));
  testing::run(*simulation, 1);
  const Scene scene = simulation->scene();
  ASSERT_EQ(scene.agreements.in_force.size(), 1U);
  EXPECT_EQ(scene.agreements.in_force[0].owner, "pact");
  EXPECT_DOUBLE_EQ(scene.rules.enforcement[1], 1 - 0.8 * (1 - 0.5));
  EXPECT_EQ(scene.rules.enforcement[0], 0.2);
  EXPECT_EQ(scene.rules.enforcement[2], 0.2);
  EXPECT_DOUBLE_EQ(scene.rules.readmission[1], 0.1);
  EXPECT_EQ(scene.rules.visa(kB, PlaceId(2)), 0.3);
  EXPECT_EQ(scene.rules.transfers[kB.value], 100);
  EXPECT_EQ(scene.rules.transfers[kC.value], -100);

  Agreements bargained;
  bargained.put("test",
                {std::make_shared<ContainmentAgreement>(scene.world, Party{"C", {kC}}, kB,
                                                        ContainmentTerms{.intensity = 0.5,
                                                                         .payment = 100,
                                                                         .visas = 0.3,
                                                                         .readmission = 0.1,
                                                                         .resettlement = 50},
                                                        1)});
  const Rules same = rules_of(scene.with(bargained));
  EXPECT_TRUE(std::ranges::equal(same.enforcement, scene.rules.enforcement));
  EXPECT_TRUE(std::ranges::equal(same.readmission, scene.rules.readmission));
  EXPECT_TRUE((same.transfers == scene.rules.transfers).all());
  EXPECT_TRUE((same.visa == scene.rules.visa).all());
  ASSERT_EQ(same.resettlement.size(), 1U);
  ASSERT_EQ(scene.rules.resettlement.size(), 1U);
  EXPECT_EQ(scene.rules.resettlement[0].persons_per_year, 50);
  EXPECT_EQ(scene.rules.resettlement[0].from, same.resettlement[0].from);
  EXPECT_EQ(scene.rules.resettlement[0].to, PlaceId(2));
}

TEST(ScriptedDeal, BindsOnTheDaysItSays) {
  // From 11 March to 15 May: 21 of 31 days, all of April, 15 of 31 days.
  const auto simulation = world(
      deal("pact", kBoth + "from = '2015-03-11'\nuntil = '2015-05-16'\ncontainment = 0.5\n"
                           "readmission = 0.4\npayment = 310\nvisas = 0.31\nresettlement = 62\n"));
  const std::vector<Rules> rules = rules_over(*simulation, 6);
  const std::array<double, 6> share{0, 0, 21.0 / 31, 1, 15.0 / 31, 0};
  for (std::size_t t = 0; t < share.size(); ++t) {
    EXPECT_NEAR(rules[t].enforcement[1], 1 - 0.8 * (1 - 0.5 * share[t]), 1e-12) << t;
    EXPECT_NEAR(rules[t].readmission[1], 0.4 * share[t], 1e-12) << t;
    EXPECT_NEAR(rules[t].transfers[kB.value], 310 * share[t], 1e-9) << t;
    EXPECT_NEAR(rules[t].visa(kB, PlaceId(2)), 0.31 * share[t], 1e-12) << t;
    double resettled = 0;
    for (const Resettlement& offer : rules[t].resettlement) resettled += offer.persons_per_year;
    EXPECT_NEAR(resettled, 62 * share[t], 1e-9) << t;
  }
  EXPECT_TRUE(simulation->scene().agreements.in_force.empty());
  EXPECT_EQ(texts(*simulation),
            (std::vector<std::string>{
                "deal: C-B: containment 0.50, payment 3.1e-07 bn/yr, readmission 0.40, 62 "
                "resettled/yr, visa facilitation 0.31; from 2015-03-11; until 2015-05-16",
                "end: C-B: ends on 2015-05-16 as agreed"}));
  EXPECT_EQ(simulation->events()[0].tick, 2);
  EXPECT_EQ(simulation->events()[1].tick, 4);
  EXPECT_EQ(simulation->events()[0].stage, "negotiation");
}

TEST(ScriptedDeal, ThatBeganBeforeTheRunIsToldAtItsStart) {
  const auto simulation =
      world(deal("pact", kBoth + "from = '2012-05-05'\nduration = 36\ncontainment = 0.5\n"));
  testing::run(*simulation, 6);
  EXPECT_EQ(texts(*simulation),
            (std::vector<std::string>{"deal: C-B: containment 0.50; until 2015-05-05",
                                      "end: C-B: ends on 2015-05-05 as agreed"}));
  EXPECT_EQ(simulation->events()[0].tick, 0);
}

TEST(ScriptedDeal, IsRenewedUntilOneSideEndsIt) {
  const auto simulation = world(deal(
      "pact", kBoth + "from = '2015-02-15'\nduration = 3\nat_end = 'renewed'\npayment = 2e9\n"
                      "broken = '2015-10-15'\nbroken_by = 'demander'\nlinked_to_supplier = 1e9\n"
                      "linked_to_demander = 2e9\n"));
  const std::vector<Rules> rules = rules_over(*simulation, 12);
  EXPECT_EQ(texts(*simulation),
            (std::vector<std::string>{
                "deal: C-B: payment 2 bn/yr, linkage of 1 bn/yr to B, linkage of 2 bn/yr to C; "
                "from 2015-02-15; until 2015-05-15",
                "renewal: C-B: until 2015-08-15", "renewal: C-B: until 2015-11-15",
                "end: C-B: C ends the deal on 2015-10-15, agreed until 2015-11-15; lost: 3 bn/yr "
                "to B, 2 to C"}));
  const std::array<int, 4> ticks{1, 4, 7, 9};
  for (std::size_t i = 0; i < 4; ++i) EXPECT_EQ(simulation->events()[i].tick, ticks[i]);
  // 2 bn are paid, 1 bn and 2 bn of preferences granted; 14 days of February and of October.
  EXPECT_NEAR(rules[1].transfers[kB.value], 1e9 * 14 / 28, 1);
  EXPECT_NEAR(rules[5].transfers[kB.value], 1e9, 1);
  EXPECT_NEAR(rules[9].transfers[kB.value], 1e9 * 14 / 31, 1);
  EXPECT_EQ(rules[10].transfers[kB.value], 0);
}

TEST(ScriptedDeal, LinkageIsASumOrAShareOfTheReceiversGdp) {
  const std::string modules =
      "[modules.vital_rates]\n" +
      deal("pact", kBoth +
                       "from = '2015-01'\nlinked_to_supplier = 1e6\n"
                       "linked_to_supplier_gdp = 0.01\nlinked_to_demander_gdp = 0.002\n"
                       "broken = '2015-03'\n");
  const auto simulation = world(modules);
  testing::run(*simulation, 1);
  const Scene scene = simulation->scene();
  const double gdp_b = gdp_of(scene, kB), gdp_c = gdp_of(scene, kC);
  EXPECT_NEAR(gdp_b / 8e9, 1, 0.01);
  EXPECT_NEAR(gdp_c / 80e9, 1, 0.01);
  const double net = 1e6 + 0.01 * gdp_b - 0.002 * gdp_c;  // about 80 less 160 millions
  EXPECT_NEAR(scene.rules.transfers[kB.value], net, 1);
  EXPECT_NEAR(scene.rules.transfers.sum(), 0, 1e-6);
  testing::run(*simulation, 2);  // ended early: lost
  EXPECT_EQ(simulation->scene().rules.transfers[kB.value], 0);
}

TEST(ScriptedDeal, UnionsShareWhatIsAgreed) {
  // A and B supply: they are paid by their GDP, 4 to 8; the refugees are in B.
  const auto simulation =
      world("[unions.AB]\nmembers = ['A', 'B']\n" +
            deal("pact",
                 "demander = 'C'\nsupplier = 'AB'\nfrom = '2015-01'\npayment = 120\n"
                 "containment = 0.5\nresettlement = 30\nlinked_to_supplier = 12\n"));
  testing::run(*simulation, 1);
  const Rules& rules = simulation->scene().rules;
  EXPECT_NEAR(rules.transfers[kA.value], 44, 0.2);
  EXPECT_NEAR(rules.transfers[kB.value], 88, 0.2);
  EXPECT_NEAR(rules.transfers[kC.value], -132, 1e-9);
  // B leads to C; A, which does not, has nothing to control.
  EXPECT_DOUBLE_EQ(rules.enforcement[1], 0.6);
  EXPECT_DOUBLE_EQ(rules.enforcement[0], 0.2);
  EXPECT_DOUBLE_EQ(rules.enforcement[2], 0.2);
  ASSERT_EQ(rules.resettlement.size(), 1U);
  EXPECT_EQ(rules.resettlement[0].from, PlaceId(1));
  EXPECT_NEAR(rules.resettlement[0].persons_per_year, 30, 1e-9);
  EXPECT_EQ(simulation->events()[0].text.substr(0, 5), "C-AB:");

  const auto other =
      world("[unions.AC]\nmembers = ['A', 'C']\n" +
            deal("pact", "demander = 'AC'\nsupplier = 'B'\nfrom = '2015-01'\npayment = 84\n"));
  testing::run(*other, 1);
  EXPECT_NEAR(other->scene().rules.transfers[kA.value], -4, 0.05);
  EXPECT_NEAR(other->scene().rules.transfers[kC.value], -80, 0.05);
}

TEST(ScriptedDeal, PlacesForWorkersByChannelAndSchooling) {
  const auto kept = [](const std::string& keys) {
    const auto simulation = world(deal("pact", kBoth + "from = '2015-01-17'\n" + keys));
    testing::run(*simulation, 1);
    return simulation->scene().rules.allotments;
  };
  // 15 of January's 31 days.
  const double share = 15.0 / 31;
  constexpr std::array kParts{0.2, 0.3, 0.5};
  const auto skilled = kept("places = 6200\nskills = [0.2, 0.3, 0.5]\nchannel = 'study'\n");
  ASSERT_EQ(skilled.size(), 3U);
  for (const Skill skill : kAllSkills) {
    const Allotment& one = skilled[position(skill)];
    EXPECT_NEAR(one.persons_per_year, 6200 * kParts[position(skill)], 1e-9);
    EXPECT_NEAR(one.when.share(), share, 1e-12);
    for (const Skill other : kAllSkills) EXPECT_EQ(one.skills[position(other)], other == skill);
    EXPECT_EQ(one.number, static_cast<int>(position(skill)));
  }
  const auto any = kept("places = 6200\n");
  ASSERT_EQ(any.size(), 1U);
  EXPECT_NEAR(any[0].persons_per_year, 6200, 1e-9);
  EXPECT_NEAR(any[0].when.begin, 16.0 / 31, 1e-12);
  EXPECT_FALSE(any[0].exclusive);
  EXPECT_TRUE(any[0].citizenships.contains(kB) && any[0].to.contains(place_of(kC)));
  EXPECT_FALSE(any[0].citizenships.contains(kA) || any[0].to.contains(place_of(kA)));
  EXPECT_EQ(any[0].by, PolicyId(0));
}

/// C has no places of its own. Some 15 of B's people want to work there in the first month and more
/// in each that follows, so that the 120 places of a year are all taken, and by nobody else.
TEST(ScriptedDeal, PlacesAreTakenByThoseForWhomTheyAreKept) {
  const auto simulation =
      world("[modules.labour]\nquota = 0\n" +
            deal("pact", kBoth + "from = '2015-01'\nplaces = 120\nduration = 12\n"));
  const ChannelId labour = simulation->modules().channel("labour");
  double came = 0, others = 0, counted = 0;
  for (int t = 0; t < 14; ++t) {
    simulation->tick();
    const Flows& flows = simulation->ledger().tick;
    came += static_cast<double>(flows.arrivals(kB, place_of(kC), labour));
    others += static_cast<double>(flows.arrivals(kA, place_of(kC), labour));
    counted += static_cast<double>(flows.admitted_under(PolicyId(0), place_of(kC)));
  }
  EXPECT_EQ(simulation->world().policies, std::vector<std::string>{"pact"});
  EXPECT_NEAR(came, 120, 1);
  EXPECT_EQ(others, 0);
  EXPECT_EQ(counted, came);
}

TEST(ScriptedDeal, PlacesThatChangeNothingAreTold) {
  const auto open =
      world(deal("pact", kBoth + "from = '2015-01'\nplaces = 9\nchannel = 'asylum'\n"));
  testing::run(*open, 1);
  EXPECT_NE(open->events()[0].text.find("9 places/yr by asylum (not contested"), std::string::npos);
  const auto warning = [](const std::string& keys) {
    const auto all = world(deal("pact", kBoth + "from = '2015-01'\n" + keys))->warnings();
    return all.empty() ? std::string() : all.front();
  };
  EXPECT_NE(faults(kBoth + "from = '2015-01'\nplaces = 9\nchannel = 'labor'\n").find("\"labour\""),
            std::string::npos);
  EXPECT_EQ(warning("places = 9\nchannel = 'sponsored'\n"),
            "modules.pact: `places` by \"sponsored\" are for those whom a sponsor asks");
  EXPECT_EQ(warning("places = 9\n"), "");
}

TEST(ScriptedDeal, TermsOfWorkWithoutPlaces) {
  const auto simulation =
      world("[modules.contract]\nfee = 1000\n" +
            deal("pact", kBoth + "from = '2015-01'\nchannel = 'contract'\npermit_years = 3\n"
                                 "renewal = 0.5\nfee_cap = 200\nworkers_rights = 0.2\n"));
  EXPECT_TRUE(simulation->warnings().empty()) << simulation->warnings().front();
  testing::run(*simulation, 1);
  const Rules& rules = simulation->scene().rules;
  EXPECT_EQ(rules.contracts(kB, place_of(kC)).years, 3);
  EXPECT_EQ(rules.contracts(kB, place_of(kC)).renewal, 0.5);
  EXPECT_EQ(rules.fees(simulation->modules().channel("contract"), kB, place_of(kC)), -800);
  EXPECT_EQ(rules.rights_of(kB, place_of(kC)), 0.2);
  EXPECT_EQ(rules.rights_of(kA, place_of(kC)), 0);
  EXPECT_TRUE(rules.allotments.empty());
  EXPECT_NE(simulation->events()[0].text.find(
                "permits of 3 yr, renewal 0.50, fees up to 200, workers' rights +0.20"),
            std::string::npos)
      << simulation->events()[0].text;
}

/// Terms of work bind without the channel of the deal: permits and rights need none, and what has
/// no effect is told.
TEST(ScriptedDeal, TermsOfWorkWithoutTheirChannel) {
  const auto simulation =
      world(deal("pact", kBoth + "from = '2015-01'\nplaces = 9\npermit_years = 3\nfee_cap = 200\n"
                                 "workers_rights = 0.2\n") +
            testing::without({"labour", "contract"}));
  testing::run(*simulation, 1);
  const Rules& rules = simulation->scene().rules;
  ASSERT_FALSE(rules.contracts.empty());
  EXPECT_EQ(rules.contracts(kB, place_of(kC)).years, 3);
  EXPECT_EQ(rules.rights_of(kB, place_of(kC)), 0.2);
  EXPECT_TRUE(rules.allotments.empty());
  std::string said;
  for (const std::string& one : simulation->warnings()) said += one;
  for (const char* told : {"no `places`: there is no channel \"labour\"",
                           "no `fee_cap`: there is no channel \"labour\"",
                           "no `permit_years`, no `renewal`: there is no channel \"contract\""}) {
    EXPECT_NE(said.find(told), std::string::npos) << said;
  }
}

TEST(ScriptedDeal, SendsBackAndTakesOverWhomItNames) {
  const auto simulation = world(
      deal("pact", kBoth + "from = '2015-01'\nreadmission = 0.4\nreadmission_over = ['B-C "
                           "land']\nreadmitted = ['A']\nresettlement = 50\nresettled = ['A']\n"));
  testing::run(*simulation, 1);
  const Rules& rules = simulation->scene().rules;
  EXPECT_DOUBLE_EQ(readmission_for(rules, CorridorId(1), kA), 0.4);
  EXPECT_EQ(readmission_for(rules, CorridorId(1), kB), 0);
  ASSERT_EQ(rules.resettlement.size(), 1U);
  EXPECT_TRUE(rules.resettlement[0].citizenships.contains(kA));
  EXPECT_FALSE(rules.resettlement[0].citizenships.contains(kB));
  EXPECT_NE(
      faults(kBoth + "from = '2015-01'\nreadmission_over = ['B-C lnd']\n").find("\"B-C land\""),
      std::string::npos);
  const auto other = world(deal(
      "pact", kBoth + "from = '2015-01'\nreadmission = 0.4\nreadmission_over = ['A-B land']\n"));
  std::string said;
  for (const std::string& one : other->warnings()) said += one;
  EXPECT_NE(said.find("`readmission_over` names no corridor from B to C"), std::string::npos)
      << said;
}

/// 1200 in a calendar year: of 1500 owed 300 wait for January, where they come first.
TEST(OneForOne, HasALimitByTheYearAndKeepsTheRest) {
  OneForOne owed({.each = 0.5, .most = 1200});
  owed.owe_for(1200);
  EXPECT_EQ(owed.settle(1e9), 600);
  owed.owe_for(1800);
  EXPECT_EQ(owed.settle(1e9), 600);
  EXPECT_EQ(owed.settle(1e9), 0);
  owed.begin_year();
  owed.owe_for(200);
  EXPECT_EQ(owed.settle(150), 150);  // no more are there
  EXPECT_EQ(owed.settle(1e9), 250);
  EXPECT_EQ(owed.settle(1e9), 0);
}

/// What the deal of this name asks for in a tick [agents], if so many agents were sent back before.
class Negotiated {
 public:
  explicit Negotiated(const std::string& limit)
      : simulation_(world(deal("pact", kBoth + "from = '2015-01'\none_for_one = 1\n" + limit))) {
    testing::run(*simulation_, 1);
  }
  double due(int tick, int sent_back) {
    const Scene scene = simulation_->scene();
    Ledger ledger = simulation_->ledger();
    ledger.previous_tick.readmissions[CorridorId(1)] = sent_back;
    Agreements agreements;
    std::vector<Event> events;
    auto& pact = testing::module_called(simulation_->modules().of<Negotiation>(), "pact");
    EventLog log(events, tick, pact);
    const Scene now = testing::at_tick(scene.with(ledger), tick);
    pact.negotiate(now, agreements, log);
    double sum = 0;
    for (const auto& one : rules_of(now.with(agreements)).resettlement) {
      sum += one.persons_per_year;
    }
    return sum * scene.dt() / scene.world.persons_per_agent;
  }

 private:
  std::unique_ptr<Simulation> simulation_;
};

/// 600 sent back in July are all taken over in August, not a twelfth of the year's 1200; of 900
/// more 600 are, and 300 in January.
TEST(ScriptedDeal, OneForOneHasLimits) {
  Negotiated pact("one_for_one_most = 1200\n");
  EXPECT_NEAR(pact.due(7, 600), 600, 1e-6);
  EXPECT_NEAR(pact.due(8, 900), 600, 1e-6);
  EXPECT_NEAR(pact.due(9, 100), 0, 1e-6);
  EXPECT_NEAR(pact.due(12, 0), 400, 1e-6);
  EXPECT_NEAR(Negotiated("").due(7, 5000), 5000, 1e-6);
  Negotiated total("one_for_one_most = 1200\nresettlement_total = 250\n");
  EXPECT_NEAR(total.due(7, 600), 250, 1e-6);
}

/// Law: what is left is taken over within a month on average: the sum is 3000 give or take the
/// spread of the last month, at most sqrt(3000); 4.5 of them, level 7e-6. The twin has no limit.
TEST(ScriptedDeal, TakesOverNoMoreThanItsTotal) {
  const auto taken = [](const std::string& limit) {
    const auto simulation =
        world(testing::without(testing::all_but(testing::kHazards, "resettlement")) +
              deal("pact", kBoth + "from = '2015-01'\nresettlement = 12000\n" + limit));
    const ChannelId sponsored = simulation->modules().channel("sponsored");
    std::int64_t sum = 0;
    for (int t = 0; t < 12; ++t) {
      simulation->tick();
      for (const StateId s : {kA, kB}) {
        sum += simulation->ledger().tick.arrivals(s, PlaceId(2), sponsored);
      }
    }
    return simulation->scene().persons(sum);
  };
  EXPECT_LT(std::abs(taken("resettlement_total = 3000\n") - 3000), testing::kFar * std::sqrt(3000));
  EXPECT_GT(taken(""), 11000);
}

/// Law: everybody who is sent back in a month gives rise to one person taken over in the next, by a
/// rate that takes that many of some 200,000 refugees on average: given those sent back their sum
/// is Poisson to within 0.2%. n some 10,000, level 7e-6 (4.5 standard deviations); the twin, nine
/// for ten, is refused with a power above 0.999.
TEST(ScriptedDeal, OneForOne) {
  const auto others =
      testing::all_but(testing::all_but(testing::kHazards, "resettlement"), "journey");
  const auto simulation = world(
      testing::without(others) +
      "[modules.war]\ntype = 'conflict'\ntarget = ['A']\nmagnitude = 0.3\nborder_control = 1\n" +
      deal("pact", kBoth + "from = '2015-04'\nreadmission = 0.3\none_for_one = 1\nuntil = '2016-09'"
                           "\n"));
  const ChannelId sponsored = simulation->modules().channel("sponsored");
  double back = 0, taken = 0, first = 0;
  for (int t = 0; t < 24; ++t) {
    simulation->tick();
    const Flows& flows = simulation->ledger().tick;
    back += static_cast<double>(flows.readmissions[1]);
    for (const StateId s : {kA, kB}) {
      taken += static_cast<double>(flows.arrivals(s, PlaceId(2), sponsored));
    }
    if (t == 3) first = taken;
    // The last of them come in the month after the end.
    EXPECT_EQ(simulation->scene().agreements.in_force.empty(), t < 3 || t > 20) << t;
  }
  EXPECT_EQ(first, 0);
  ASSERT_GT(back, 8000);
  EXPECT_LT(std::abs(taken - back) / std::sqrt(back), testing::kFar);
  EXPECT_GT(std::abs(taken - 0.9 * back) / std::sqrt(0.9 * back), testing::kFar);  // broken twin
}

/// Law: of those who try, 1 - (1 - 0.2)*(1 - 0.5) are stopped in the months of the deal; binomial,
/// 4.5 standard deviations; the twin is a deal that stops 0.45.
TEST(ScriptedDeal, ContainmentStopsTheShareItSays) {
  const auto simulation = world(
      "[modules.war]\ntype = 'conflict'\ntarget = ['A']\nmagnitude = 0.3\n"
      "[modules.corridor_cost]\na_int = 0\n" +
      deal("pact", kBoth + "from = '2015-07'\ncontainment = 0.5\n"));
  double stopped[2] = {0, 0}, tried[2] = {0, 0};
  for (int t = 0; t < 24; ++t) {
    simulation->tick();
    const Flows& flows = simulation->ledger().tick;
    stopped[t >= 6] += static_cast<double>(flows.interceptions[1]);
    tried[t >= 6] += static_cast<double>(flows.interceptions[1] + flows.crossings[1] +
                                         flows.crossing_deaths[1] + flows.readmissions[1]);
  }
  ASSERT_GT(tried[0], 2000);
  ASSERT_GT(tried[1], 10000);
  EXPECT_LT(std::abs(testing::deviation(stopped[0], tried[0], 0.2)), testing::kFar);
  EXPECT_LT(std::abs(testing::deviation(stopped[1], tried[1], 0.6)), testing::kFar);
  EXPECT_GT(std::abs(testing::deviation(stopped[1], tried[1], 0.56)), testing::kFar);
}

TEST(ScriptedDeal, DealsOfTheSameTwoAddUp) {
  const auto simulation = world(
      deal("first", kBoth + "from = '2015-01'\ncontainment = 0.5\nreadmission = 0.1\npayment = 10\n"
                            "visas = 0.3\nresettlement = 5\n") +
      deal("second", kBoth + "from = '2015-01'\ncontainment = 0.4\nreadmission = 0.2\npayment = 7\n"
                             "visas = 0.2\nresettlement = 6\n"));
  testing::run(*simulation, 1);
  const Scene scene = simulation->scene();
  EXPECT_EQ(scene.agreements.in_force.size(), 2U);
  const auto expect_both = [](const Rules& rules) {
    EXPECT_NEAR(rules.enforcement[1], 1 - 0.8 * 0.5 * 0.6, 1e-12);
    EXPECT_NEAR(rules.readmission[1], 1 - 0.9 * 0.8, 1e-12);
    EXPECT_NEAR(rules.transfers[kB.value], 17, 1e-12);
    EXPECT_EQ(rules.visa(kB, PlaceId(2)), 0.3);
    ASSERT_EQ(rules.resettlement.size(), 2U);
    EXPECT_NEAR(rules.resettlement[0].persons_per_year + rules.resettlement[1].persons_per_year, 11,
                1e-12);
  };
  expect_both(scene.rules);
  EXPECT_EQ(simulation->warnings(),
            std::vector<std::string>{
                "modules.first: \"second\" binds the same at the same time: terms add up"});
  // A bargained one beside the first gives the same.
  Agreements mixed = scene.agreements;
  mixed.put(
      "second",
      {std::make_shared<ContainmentAgreement>(
          scene.world, Party{"C", {kC}}, kB,
          ContainmentTerms{
              .intensity = 0.5, .payment = 7, .visas = 0.2, .readmission = 0.2, .resettlement = 6},
          0.8)});
  expect_both(rules_of(scene.with(mixed)));
}

TEST(ScriptedDeal, WarnsOfBargainingBetweenTheSame) {
  const std::string pact = deal("pact", kBoth + "from = '2015-01'\ncontainment = 0.5\n");
  EXPECT_TRUE(world(pact)->warnings().empty());
  EXPECT_EQ(
      world(pact + "[modules.containment_deals]\n")->warnings(),
      std::vector<std::string>{"modules.pact: \"containment_deals\" may agree between C and B "
                               "too: terms of both add up"});
  const std::string work = deal("pact", kBoth + "from = '2015-01'\nworkers_rights = 0.1\n");
  EXPECT_EQ(world(work + "[modules.labour_deals]\n")->warnings(),
            std::vector<std::string>{"modules.pact: \"labour_deals\" may agree between C and B "
                                     "too: terms of both add up"});
  // Deals that follow one another do not meet.
  EXPECT_TRUE(world(deal("one", kBoth + "from = '2015-01'\nuntil = '2016-01'\npayment = 1\n") +
                    deal("two", kBoth + "from = '2016-01'\npayment = 1\n"))
                  ->warnings()
                  .empty());
}

/// The run is of two years from 2015 on.
TEST(ScriptedDeal, DealsMeetOnDaysOfTheRun) {
  const auto told = [](const std::string& until) {
    std::string said;
    const std::string days = "from = '2014-01'\npayment = 1\n";
    for (const std::string& one :
         world(deal("one", kBoth + days + until) + deal("two", kBoth + days))->warnings()) {
      said += one;
    }
    return said.find("binds the same at the same time") != std::string::npos;
  };
  EXPECT_TRUE(told(""));
  EXPECT_TRUE(told("until = '2015-02'\n"));
  EXPECT_FALSE(told("until = '2015-01'\n"));
}

/// Places are for the schoolings that the deal says.
TEST(ScriptedDeal, TurnsAwayThoseForWhomItHasPlaces) {
  const auto told = [](const std::string& places, const std::string& policy) {
    std::string said;
    for (const std::string& one :
         world(deal("pact", kBoth + "from = '2015-01'\nplaces = 9\n" + places) +
               "[modules.entry]\ntype = 'policy'\nin = ['C']\n" + policy)
             ->warnings()) {
      said += one;
    }
    return said.find("entry turns away people whom it lets in") != std::string::npos;
  };
  const std::string not_low = "admit = 'nobody'\nskills = ['low']\n";
  EXPECT_FALSE(told("skills = [0, 0, 1]\n", not_low));
  EXPECT_TRUE(told("skills = [0.5, 0, 0.5]\n", not_low));
  EXPECT_TRUE(told("", not_low));
  const std::string only_high = "admit = 'eligible'\nskills = ['high']\n";
  EXPECT_TRUE(told("skills = [1, 0, 0]\n", only_high));
  EXPECT_FALSE(told("skills = [0.5, 0, 0.5]\n", only_high));
  EXPECT_FALSE(told("", only_high));
}

/// A fault on days stands at the key that is wrong.
TEST(ScriptedDeal, TermsOfWorkChangeWithTicks) {
  const auto fault = [](const std::string& days) {
    const std::string said = faults(kBoth + "fee_cap = 9\nchannel = 'contract'\n" + days);
    const std::size_t at = said.find("modules.pact.");
    return at == std::string::npos ? said : said.substr(at + 13, said.find(':', at) - at - 13);
  };
  EXPECT_EQ(fault("from = '2015-03'\nuntil = '2016-03'\n"), "");
  EXPECT_EQ(fault("from = '2015-03-05'\n"), "from");
  EXPECT_EQ(fault("from = '2015-03'\nuntil = '2016-03-05'\n"), "until");
  EXPECT_EQ(fault("from = '2014-12-05'\nduration = 6\n"), "duration");
  EXPECT_EQ(fault("from = '2015-03'\nuntil = '2016-03'\nbroken = '2015-09-09'\n"), "broken");
}

TEST(ScriptedDeal, WarnsOfWhatHasNoEffect) {
  const auto warning = [](const std::string& keys) {
    const auto all = world(deal("pact", keys))->warnings();
    return all.size() == 1 ? all.front() : std::to_string(all.size()) + " warnings";
  };
  EXPECT_EQ(warning(kBoth + "from = '2015-01'\n"),
            "modules.pact: it has no terms, and changes nothing");
  EXPECT_EQ(warning(kBoth + "from = '2018-01'\npayment = 1\n")
                .find("modules.pact: it begins on 2018-01-01, when the run has ended on "),
            0U);
  EXPECT_EQ(warning(kBoth + "from = '2015-01'\nuntil = '2099-01'\npayment = 1\n")
                .find("modules.pact: it would last until 2099-01-01, but the run ends on "),
            0U);
  EXPECT_EQ(warning(kBoth + "from = '2015-01'\none_for_one = 1\n"),
            "modules.pact: `one_for_one` counts those whom other deals send back: it has no "
            "`readmission` itself");
  const std::string far = "demander = 'C'\nsupplier = 'A'\nfrom = '2015-01'\n";
  EXPECT_EQ(warning(far + "containment = 0.5\n"),
            "modules.pact: no corridor leads from A to C: `containment` acts on all corridors out "
            "of A");
  EXPECT_EQ(warning(far + "readmission = 0.5\n"),
            "modules.pact: no corridor leads from A to C: `readmission` has no effect");
  EXPECT_EQ(warning("demander = 'B'\nsupplier = 'C'\nfrom = '2015-01'\ncontainment = 1\n"),
            "modules.pact: no corridor leads out of C: `containment` has no effect");
}

TEST(ScriptedDeal, FaultsAreNamed) {
  const auto has = [](const std::string& keys, const std::string& wanted) {
    const std::string found = faults(keys);
    EXPECT_NE(found.find(wanted), std::string::npos) << keys << "\n" << found;
  };
  const std::string then = "from = '2015-03'\n";
  has("demander = 'D'\nsupplier = 'B'\n" + then, "modules.pact.demander: unknown union or country");
  has("supplier = 'B'\n" + then, "modules.pact.demander: expected text, found nothing");
  has("demander = 'C'\nsupplier = 'C'\n" + then,
      "modules.pact.supplier: \"C\" cannot agree with itself");
  has(kBoth, "modules.pact.from: expected a date");
  has(kBoth + then + "until = '2015-03'\n",
      "modules.pact.until: expected a day after `from`, 2015-03");
  has(kBoth + then + "until = '2016-03'\nduration = 4\n",
      "modules.pact.duration: expected `until` or `duration`");
  has(kBoth + then + "at_end = 'renewed'\n", "modules.pact.at_end: a renewal needs a `duration`");
  has(kBoth + then + "at_end = 'renews'\nduration = 4\n", "nearest known: \"renewed\"");
  has(kBoth + then + "until = '2015-05'\nbroken = '2015-05'\n",
      "modules.pact.broken: expected a day after `from` and before the end");
  has(kBoth + then + "broken = '2015-02'\n", "modules.pact.broken: expected a day after `from`");
  has(kBoth + then + "places = 5\nskills = [0.5, 0.4]\n",
      "modules.pact.skills: expected three shares that add up to 1");
  has(kBoth + then + "containment = 1.5\n", "modules.pact.containment: expected a real in [0, 1]");
  has(kBoth + then + "resetlement = 1\n", "nearest known: \"resettlement\"");
}

TEST(ScriptedDeal, MayBeAnyNumber) {
  std::string many;
  for (int i = 0; i < 12; ++i) {
    many += deal("pact" + std::to_string(i), kBoth + "from = '2015-01'\npayment = 1\n");
  }
  const auto simulation = world(many);
  testing::run(*simulation, 2);
  EXPECT_NEAR(simulation->scene().rules.transfers[kB.value], 12, 1e-12);
}

/// Terms of work hold for all who come in a tick: no day within one is floored.
TEST(ScriptedDeal, TermsOfWorkBeginAndEndWithTicks) {
  const std::string work[] = {"permit_years = 1\n", "renewal = 0\n", "fee_cap = 100\n"};
  for (const std::string& term : work) {
    const auto fault = [&](const std::string& days) { return faults(kBoth + days + term); };
    for (const char* days :
         {"from = '2015-03-31'\n", "from = '2015-03'\nuntil = '2015-05-16'\n",
          "from = '2015-03-02'\nduration = 3\n", "from = '2015-03'\nbroken = '2015-07-02'\n",
          "from = '2015-03-02'\nduration = 3\nat_end = 'renewed'\n"}) {
      EXPECT_NE(fault(days).find("terms of work change with a tick"), std::string::npos)
          << term << days << fault(days);
      EXPECT_EQ(fault(days).find("test.toml:"), 0U);
    }
    for (const char* days :
         {"from = '2015-03'\n", "from = '2012-03-31'\n", "from = '2015-03'\nduration = 3\n",
          "from = '2015-03'\nuntil = '2015-05'\nbroken = '2015-04'\n"}) {
      EXPECT_EQ(fault(days), "") << term << days;
    }
  }
  EXPECT_EQ(faults(kBoth + "from = '2015-03-31'\nplaces = 9\nworkers_rights = 0.1\n"), "");
  EXPECT_NE(faults(kBoth + "from = '2015-03'\npermit_years = 0\n").find("[0.08, 50]"),
            std::string::npos);
}

TEST(ScriptedDeal, KeysBelongToTheirTerms) {
  const auto belongs = [](const std::string& key, const std::string& term) {
    const std::string fault = faults(kBoth + "from = '2015-01'\npayment = 1\n" + key + "\n");
    EXPECT_NE(fault.find("it says more of " + term), std::string::npos) << key << fault;
  };
  belongs("broken_by = 'demander'", "`broken`");
  belongs("one_for_one_most = 5", "`one_for_one`");
  belongs("readmission_over = ['B-C land']", "`readmission`");
  belongs("readmitted = ['A']", "`readmission`");
  belongs("resettled = ['A']", "`resettlement`");
  belongs("resettlement_total = 5", "`resettlement`");
  belongs("skills = [1, 0, 0]", "`places`");
  belongs("channel = 'contract'", "`places`");
}

/// What a deal opens and a policy, or a closed border, closes.
TEST(ScriptedDeal, TellsWhoTurnsAwayWhomItLetsIn) {
  const auto warning = [](const std::string& terms, const std::string& other) {
    std::string said;
    for (const std::string& one :
         world(deal("pact", kBoth + "from = '2015-03'\n" + terms) + other)->warnings()) {
      if (one.starts_with("modules.pact")) said += one;
    }
    return said;
  };
  const std::string rule = "[modules.rule]\ntype = 'policy'\n";
  const std::string told = "rule turns away people whom it lets in";
  const auto contradicts = [&](const std::string& terms, const std::string& other) {
    return warning(terms, other).find(told) != std::string::npos;
  };
  const std::string places = "places = 100\n", refugees = "resettlement = 100\n";
  EXPECT_TRUE(contradicts(places, rule + "in = ['C']\nadmit = 'nobody'\n"));
  EXPECT_TRUE(contradicts(places, rule + "in = ['C']\nvisa = 'refused'\n"));
  EXPECT_TRUE(contradicts(places, rule + "in = ['C']\nquota = 0\n"));
  EXPECT_TRUE(contradicts(places, rule + "in = ['B']\nexit = 'ban'\n"));
  EXPECT_TRUE(contradicts(places, rule + "in = ['B']\nminimum_rights = 0.99\n"));
  const std::string shut = "[modules.rule]\ntype = 'border_closure'\nstart = '2015-04'\n";
  EXPECT_TRUE(contradicts(places, shut + "to = ['C']\nchannels = ['labour']\n"));
  EXPECT_TRUE(contradicts(places, shut + "to = ['C']\nchannels = ['all']\n"));
  EXPECT_TRUE(contradicts(refugees, rule + "in = ['C']\nadmit = 'nobody'\nchannels = "
                                           "['sponsored']\n"));
  EXPECT_TRUE(contradicts(refugees, rule + "in = ['C']\nresettlement = 0\n"));
  const std::string work = "channel = 'contract'\npermit_years = 2\nfee_cap = 100\n";
  const auto both = [&](const std::string& keys, const std::string& what) {
    return warning(work, rule + keys).find("it and rule both set " + what) != std::string::npos;
  };
  EXPECT_TRUE(both("in = ['C']\npermit_years = 3\n", "permit_years"));
  EXPECT_TRUE(both("in = ['C']\nrecruitment_fee = 3\n", "recruitment_fee of contract"));
  EXPECT_FALSE(both("in = ['C']\nrenewal = 0.5\n", "renewal"));
  EXPECT_FALSE(both("in = ['A']\npermit_years = 3\n", "permit_years"));
  EXPECT_FALSE(both("in = ['C']\nof = ['A']\npermit_years = 3\n", "permit_years"));
  EXPECT_FALSE(both("in = ['C']\npermit_years = 3\nuntil = '2015-03'\n", "permit_years"));
  EXPECT_FALSE(contradicts(places, rule + "in = ['C']\nof = ['A']\nadmit = 'nobody'\n"));
  EXPECT_FALSE(contradicts(places, rule + "in = ['C']\nadmit = 'nobody'\nchannels = ['study']\n"));
  EXPECT_FALSE(contradicts(places, rule + "in = ['C']\nadmit = 'nobody'\nuntil = '2015-03'\n"));
  EXPECT_FALSE(contradicts(places, rule + "in = ['B']\nexit = 'ban'\nto = ['A']\n"));
  EXPECT_FALSE(contradicts(places, rule + "in = ['A']\nexit = 'ban'\n"));
  EXPECT_FALSE(contradicts(places, shut + "to = ['A']\nchannels = ['all']\n"));
}

}  // namespace
}  // namespace sojourn::models
