#include <gtest/gtest.h>

#include <cmath>

#include "models/agency/agency.hpp"
#include "models/agency/refugee_agency.hpp"
#include "tests/worlds/small_world.hpp"

namespace sojourn::models {
namespace {

constexpr StateId kSouth(0), kEast(1), kNorth(2);
constexpr PlaceId kSouthPlace(0), kEastPlace(1), kNorthPlace(2);
constexpr std::size_t kPlacing = position(Task::kPlacing), kBorders = position(Task::kBorders),
                      kReturns = position(Task::kReturns),
                      kEmergencies = position(Task::kEmergencies);

// --- dividing money -----------------------------------------------------------------------------

/// Worth 0.2 and 0.1 of the first dollar, 1,000 and 500 to 63% of the pool.
Opportunities two_tasks() {
  Opportunities all{};
  all[kPlacing] = {2, 100, 10};
  all[kBorders] = {1, 50, 10};
  return all;
}

TEST(AgencyTasks, TheEasyCasesComeFirst) {
  EXPECT_NEAR(two_tasks()[kPlacing].reached(500), 100 * (1 - std::exp(-0.5)), 1e-9);
  EXPECT_EQ((Opportunity{1, 0, 10}).reached(500), 0);
}

TEST(AgencyTasks, MoneyGoesWhereTheNextDollarIsWorthMost) {
  // Up to 1,000*ln 2 = 693 the better task is better than the other's first dollar.
  const TaskMoney little = best_division(two_tasks(), 500);
  EXPECT_NEAR(little[kPlacing], 500, 1e-9);
  EXPECT_EQ(little[kBorders], 0);
  // Then 0.2*exp(-a/1000) = 0.1*exp(-b/500), a + b = 1,500: a = 1000 + ln(2)*1000/3.
  const TaskMoney more = best_division(two_tasks(), 1500);
  EXPECT_NEAR(more[kPlacing], 1000 + std::log(2) * 1000 / 3, 1e-9);
  EXPECT_NEAR(more[kBorders], 500 - std::log(2) * 1000 / 3, 1e-9);
  EXPECT_EQ(more[kReturns], 0);
}

TEST(AgencyTasks, NoOtherDivisionIsWorthMore) {
  const Opportunities all = two_tasks();
  const TaskMoney best = best_division(all, 1500);
  for (const double moved : {-200.0, -1.0, 1.0, 200.0}) {
    TaskMoney other = best;
    other[kPlacing] += moved, other[kBorders] -= moved;
    EXPECT_LT(value_of(all, other), value_of(all, best)) << moved;
  }
}

TEST(AgencyTasks, WhatIsWorthNothingGetsNothing) {
  Opportunities all = two_tasks();
  all[kPlacing].worth = -1, all[kBorders].worth = 0;
  EXPECT_EQ(sum_of(best_division(all, 1500)), 0);
  EXPECT_EQ(sum_of(best_division(two_tasks(), 0)), 0);
}

// --- what states have to gain -------------------------------------------------------------------

std::string three_states(const std::string& more = {}) {
  return "[run]\nstart='2015-01'\nticks=60\nseed=5\npersons_per_agent=1\n"
         "[[country]]\nid='SOUTH'\npopulation=100_000\ngdp_per_capita=3000\n"
         "[[country]]\nid='EAST'\npopulation=100_000\ngdp_per_capita=6000\nlongitude=5\n"
         "[[country]]\nid='NORTH'\npopulation=100_000\ngdp_per_capita=50000\nlongitude=20\n"
         "[[corridor]]\nfrom='SOUTH'\nto='NORTH'\n[[corridor]]\nfrom='EAST'\nto='NORTH'\n" +
         more;
}

/// Last year 400 in SOUTH planned to go to NORTH and 100 to EAST; 100 came with papers, 100
/// without, of 125 who got over the border of NORTH and 75 who did not.
struct LastYear {
  std::unique_ptr<Simulation> simulation;
  Ledger ledger;

  explicit LastYear(const std::string& more = {})
      : simulation(testing::simulate(three_states(more))) {
    testing::run(*simulation, 13);
    ledger = simulation->ledger();
    Flows& flows = ledger.last_year;
    flows.clear();
    flows.planned(kSouthPlace, kNorthPlace, Skill::kLow) = 400;
    flows.planned(kSouthPlace, kEastPlace, Skill::kLow) = 100;
    flows.arrivals(kSouth, kNorthPlace, simulation->modules().channel("labour")) = 100;
    flows.arrivals(kSouth, kNorthPlace, simulation->modules().channel("irregular")) = 100;
    flows.crossings[CorridorId(0)] = 100, flows.crossings[CorridorId(1)] = 25;
    flows.interceptions[CorridorId(0)] = 75;
    flows.first_entries(CorridorId(0), kSouth) = 75;
    flows.first_entries(CorridorId(1), kEast) = 25;
    for (const StateId s : {kSouth, kEast}) {
      ledger.stocks[ledger.keys.key(kNorthPlace, s, Status::kIrregular)] = s == kSouth ? 300 : 100;
    }
  }
  Scene scene() const { return simulation->scene().with(ledger); }
};

TaskTerms terms() {
  return {.irregular = 1.6,
          .abroad = 1,
          .place_cost = 4000,
          .border_scale = 1e-4,
          .return_cost = 2500,
          .return_share = 0.05};
}

TaskInterests interests_of(const LastYear& year) {
  Settings settings(nullptr, "agency", nullptr);
  Recipients recipients(settings, year.simulation->world(), 30000);
  recipients.bind(year.simulation->modules());
  const Invitations invitations(settings, year.simulation->world(), 30000);
  return {year.scene(), terms(), recipients, year.simulation->modules().all<RefugeeAgency>(),
          invitations};
}

TEST(AgencyTasks, ADonorGainsByWhatSparesItArrivals) {
  const LastYear year;
  const Opportunities north = interests_of(year).own(kNorth);
  EXPECT_NEAR(north[kPlacing].worth, (100 + 160) / 400.0, 1e-12);
  EXPECT_NEAR(north[kPlacing].pool, 400, 1e-12);
  EXPECT_NEAR(north[kBorders].worth, 1.6 * 100 / 125, 1e-12);  // the others do not stay
  EXPECT_NEAR(north[kBorders].pool, 200, 1e-12);
  const double gdp = 50000 * year.scene().persons(year.ledger.summary.population[kNorthPlace]);
  EXPECT_NEAR(north[kBorders].cost * 200, 1e-4 * gdp, 1e-6 * gdp);
  EXPECT_NEAR(north[kReturns].pool, 0.05 * 400, 1e-12);
  EXPECT_EQ(north[kEmergencies].worth * north[kEmergencies].pool, 0);  // nobody counts the needy
}

/// 200 in need in EAST, of whom a refugee agency with that money looks after 300 int. $ each.
TaskInterests interests_beside(const std::string& refugee_agency) {
  LastYear year("[modules.refugee_agency]\nfor_moving=0\n" + refugee_agency);
  year.ledger.stocks[year.ledger.keys.key(kEastPlace, kSouth, Status::kRefugee)] = 200;
  return interests_of(year);
}

TEST(AgencyTasks, EmergenciesReachWhomNobodyElseDoes) {
  const Opportunity half = interests_beside("budget=30_000\n").own(kEast)[kEmergencies];
  EXPECT_NEAR(half.pool, 100, 1e-9);
  EXPECT_NEAR(half.worth, 1, 1e-12);
  EXPECT_EQ(half.cost, 300);
  EXPECT_EQ(interests_beside("budget=60_000\n").own(kEast)[kEmergencies].pool, 0);
  EXPECT_EQ(interests_beside("until='2015-07'\n").own(kEast)[kEmergencies].pool, 0);
  const Opportunity two = interests_beside(
                              "budget=30_000\n[modules.second]\ntype='refugee_agency'\nbudget=0\n"
                              "for_moving=0\nper_person=600\n")
                              .own(kEast)[kEmergencies];
  EXPECT_NEAR(two.pool, 300, 1e-9);
  EXPECT_NEAR(two.cost, (100 * 300 + 200 * 600) / 300.0, 1e-9);
}

TEST(AgencyTasks, AnOriginGainsByPlacesAndLosesByStops) {
  const TaskInterests interests = interests_of(LastYear());
  const Opportunities south = interests.common(kSouth);
  EXPECT_NEAR(south[kPlacing].worth, 1, 1e-12);  // all who planned are its citizens
  EXPECT_EQ(south[kBorders].pool, 0);
  // Three quarters of who crosses, and of those there, are from SOUTH.
  EXPECT_NEAR(interests.harm(kSouth, kNorth, Task::kBorders), 0.75, 1e-12);
  EXPECT_NEAR(interests.harm(kEast, kNorth, Task::kReturns), 0.25, 1e-12);
  EXPECT_EQ(interests.harm(kNorth, kNorth, Task::kBorders), 0);
  EXPECT_EQ(interests.harm(kSouth, kNorth, Task::kPlacing), 0);
}

// --- who decides --------------------------------------------------------------------------------

Board board(const std::string& settings) {
  const Node table = testing::scenario(settings);
  Settings read(&table, "agency", nullptr);
  return Board(read);
}

const std::vector<double> kNorthPays{0, 0, 1e6};

TEST(AgencyTasks, WhatADonorEarmarksServesTheDonor) {
  const TaskInterests interests = interests_of(LastYear());
  const TaskBudget budget = board("").divide(interests, kNorthPays, 1);
  const TaskMoney own = best_division(interests.own(kNorth), 1e6);
  for (const Task task : kAllTasks) {
    EXPECT_NEAR(budget.done_for(kNorth, task), own[position(task)], 1e-6);
  }
  EXPECT_GT(own[kBorders], own[kPlacing]);
  EXPECT_EQ(budget.common_placing(), 0);
}

/// A return is worth 1.6 to NORTH and costs the two others 1 together: equal says leave 0.6/3 of
/// it, a stop (1.28 to NORTH) 0.28/3.
TEST(AgencyTasks, TheUnitedNationsWeighTheHarmToo) {
  const TaskInterests interests = interests_of(LastYear());
  const TaskBudget budget = board("integration = 1").divide(interests, kNorthPays, 1);
  Opportunities all{};
  const Opportunities north = interests.common(kNorth);
  all[kPlacing] = north[kPlacing];
  all[kPlacing].worth = 0;
  for (const StateId s : {kSouth, kEast, kNorth}) {
    all[kPlacing].worth += interests.common(s)[kPlacing].worth / 3;
  }
  all[kBorders] = {0.28 / 3, north[kBorders].pool, north[kBorders].cost};
  all[kReturns] = {0.6 / 3, north[kReturns].pool, north[kReturns].cost};
  const TaskMoney expected = best_division(all, 1e6);
  for (const Task task : kAllTasks) {
    EXPECT_NEAR(budget.all(task), expected[position(task)], 1e-4) << kTaskNames[position(task)];
  }
  EXPECT_GT(budget.common_placing(), budget.all(Task::kBorders));
  // The twin in which money votes: the same states, the same gains.
  const TaskBudget donors = board("").divide(interests, kNorthPays, 0);
  EXPECT_GT(donors.all(Task::kBorders), donors.common_placing());
}

TEST(AgencyTasks, AContributionFallsWithWhatTheDonorSees) {
  const TaskInterests interests = interests_of(LastYear());
  const Board donors = board("withdrawal = 0.5"),
              nations = board("withdrawal = 0.5\nintegration = 1");
  EXPECT_NEAR(donors.kept(interests, donors.divide(interests, kNorthPays, 1), kNorth, 1e6), 1,
              1e-9);
  const TaskBudget shared = nations.divide(interests, kNorthPays, 1);
  const Opportunities common = interests.common(kNorth), own = interests.own(kNorth);
  TaskMoney done = shared.common[kNorth.index()];
  done[kPlacing] = 0;
  const double seen = (common[kPlacing].worth * common[kPlacing].reached(shared.common_placing()) +
                       value_of(own, done)) /
                      value_of(own, best_division(own, 1e6));
  ASSERT_LT(seen, 1);
  EXPECT_NEAR(nations.kept(interests, shared, kNorth, 1e6), 1 - 0.5 * (1 - seen), 1e-9);
  EXPECT_EQ(nations.kept(interests, shared, kSouth, 0), 1);  // who pays nothing
}

// --- in force -----------------------------------------------------------------------------------

TEST(AgencyTasks, MoneyForReturnsTakesPeopleHome) {
  Programme programme{.places = PlaceArray::Zero(3),
                      .pledged = PlaceArray::Zero(3),
                      .effort = PlaceArray::Zero(3),
                      .payments = PlaceArray::Zero(3),
                      .returned = PlaceArray::Zero(3)};
  programme.returned[kNorthPlace] = 0.04;
  const LastYear year;
  programme.channel = year.simulation->modules().channel("sponsored");
  Rules rules = year.simulation->scene().rules;
  PlacementAgreement(programme).enact(year.scene(), rules);
  ASSERT_EQ(rules.transitions.size(), 1U);
  EXPECT_EQ(rules.transitions[0].outcome, Transition::Outcome::kHome);
  EXPECT_EQ(rules.transitions[0].rate, 0.04);
  EXPECT_TRUE(rules.transitions[0].in.contains(kNorthPlace));
  EXPECT_FALSE(rules.transitions[0].in.contains(kEastPlace));
  EXPECT_TRUE(rules.transitions[0].from.contains(Status::kIrregular));
  EXPECT_FALSE(rules.transitions[0].from.contains(Status::kRegular));
}

TEST(AgencyTasks, MoneyForEmergenciesMeetsNeed) {
  LastYear year("[modules.refugee_agency]\ntype='refugee_agency'\nbudget=30_000\nfor_moving=0\n");
  year.ledger.stocks[year.ledger.keys.key(kEastPlace, kSouth, Status::kRefugee)] = 200;
  const auto* relief = year.simulation->modules().find<RefugeeAgency>();
  ASSERT_NE(relief, nullptr);
  EXPECT_NEAR(relief->met(year.scene()), 0.5, 1e-12);  // 200 cost 60,000
  Agreements agreements = year.simulation->scene().agreements;
  agreements.put("agency", {std::make_shared<PlacementAgreement>(Programme{.relief = 15000})});
  EXPECT_NEAR(relief->met(year.scene().with(agreements)), 0.75, 1e-12);
}

/// 30,000 and 60,000 are lacking: a dollar is spent once, a third of it by the first.
TEST(AgencyTasks, MoneyForEmergenciesIsSpentOnce) {
  LastYear year(
      "[modules.one]\ntype='refugee_agency'\nbudget=30_000\nfor_moving=0\n"
      "[modules.two]\ntype='refugee_agency'\nbudget=0\nfor_moving=0\n"
      "[modules.gone]\ntype='refugee_agency'\nbudget=0\nuntil='2015-07'\n");
  year.ledger.stocks[year.ledger.keys.key(kEastPlace, kSouth, Status::kRefugee)] = 200;
  Agreements agreements = year.simulation->scene().agreements;
  agreements.put("agency", {std::make_shared<PlacementAgreement>(Programme{.relief = 15000})});
  const Scene scene = year.scene();
  const auto met = [&](const std::string& name) {
    const auto& shocks = year.simulation->modules().of<Shock>();
    return dynamic_cast<const RefugeeAgency&>(testing::module_called(shocks, name))
        .met(scene.with(agreements));
  };
  EXPECT_NEAR(met("one"), 35.0 / 60, 1e-12);
  EXPECT_NEAR(met("two"), 10.0 / 60, 1e-12);
  EXPECT_EQ(met("gone"), 0);
}

TEST(AgencyTasks, NobodyIsTakenHomeWhereProgrammesAreOff) {
  const auto world = [](const std::string& more) {
    return testing::simulate(
        three_states("[[stock]]\ncitizenship='SOUTH'\nresidence='NORTH'\nstatus='irregular'\n"
                     "persons=20_000\n[modules.agency]\ndivision='chosen'\nreturn_cost=10\n" +
                     more));
  };
  const auto returns = [](Simulation& simulation) {
    testing::run(simulation, 14);
    return simulation.modules().find<Agency>()->division()[kReturns];
  };
  const auto told = [](const Simulation& simulation) {
    return std::ranges::any_of(simulation.modules().warnings(), [](const std::string& line) {
      return line.find("takes nobody home") != std::string::npos;
    });
  };
  const auto able = world(""), unable = world(testing::without({"programmes"}));
  EXPECT_FALSE(told(*able));
  EXPECT_TRUE(told(*unable));
  EXPECT_GT(returns(*able), 0);
  EXPECT_EQ(returns(*unable), 0);
}

TEST(AgencyTasks, WhatDonorsChooseNoSettingFixes) {
  try {
    testing::simulate(three_states("[modules.agency]\ndivision='chosen'\nborder_work=0.5\n"));
    FAIL() << "border_work had no effect and was accepted";
  } catch (const InputError& error) {
    EXPECT_NE(std::string(error.what()).find("border_work"), std::string::npos);
  }
}

/// The whole of it: money is divided by what states saw, and told.
TEST(AgencyTasks, ItTellsWhatItDoesWithItsMoney) {
  const auto simulation = testing::simulate(
      three_states("[modules.intention]\nh0=0.01\n[modules.agency]\ndivision='chosen'\n"));
  testing::run(*simulation, 40);
  const auto& events = simulation->scene().events;
  EXPECT_EQ(std::ranges::count(events, "agency budget", &Event::kind), 3);
  const auto* agency = simulation->modules().find<Agency>();
  ASSERT_NE(agency, nullptr);
  EXPECT_GT(sum_of(agency->division()), 0);
  EXPECT_LE(sum_of(agency->division()), agency->budget() * (1 + 1e-9));
}

}  // namespace
}  // namespace sojourn::models
