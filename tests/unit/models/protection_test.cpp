#include <gtest/gtest.h>

#include <cmath>

#include "models/agency/refugee_agency.hpp"
#include "sim/foresight/enactment.hpp"
#include "sim/stages/rules_for.hpp"
#include "tests/worlds/small_world.hpp"

namespace sojourn::models {
namespace {

/// People leave A, which is neither stable nor unstable. B has a rule of law of 0.8, C of 0.1; a
/// road leads from A to B and one to C, a road and a sea from C to B.
const std::string kWorld = R"(
[run]
start = "2020-01"
ticks = 24
[[country]]
id = "A"
population = 100_000
gdp_per_capita = 4000
[[country]]
id = "B"
population = 100_000
gdp_per_capita = 40000
rule_of_law = 0.8
longitude = 5
[[country]]
id = "C"
population = 100_000
gdp_per_capita = 8000
rule_of_law = 0.1
longitude = 7
[[corridor]]
from = "A"
to = "B"
enforcement = 0.4
[[corridor]]
from = "A"
to = "C"
[[corridor]]
from = "C"
to = "B"
enforcement = 0.4
[[corridor]]
from = "C"
to = "B"
mode = "sea"
enforcement = 0.4
[modules.intention]
h0 = 0
)";
const std::string kWar = R"(
[modules.war]
type = "conflict"
target = ["A"]
magnitude = 0.05
stability_loss = 0
)";
const std::string kDrought = R"(
[modules.drought]
type = "disaster"
target = ["A"]
magnitude = 0.05
income_loss = 0
)";
constexpr StateId kA(0), kB(1), kC(2);
constexpr PlaceId kInB(1), kInC(2);
constexpr CorridorId kRoadToB(0), kRoadFromC(2), kSeaFromC(3);
constexpr double kClose = 1e-9;
/// D = 0.05 of one cause, of which everyone is meant: 0.1 + 0.85*0.05/0.054.
constexpr double kFloor = 0.1, kAtWar = 0.8870370370;

std::unique_ptr<Simulation> after(int ticks, const std::string& more) {
  auto simulation = testing::simulate(kWorld + more);
  testing::run(*simulation, ticks);
  return simulation;
}
/// Chance of protection for citizens of A in a place.
double chance(const Simulation& simulation, PlaceId place) {
  return recognition_for(simulation.scene(), kA, place);
}
double chance(const std::string& more, PlaceId place = kInB) {
  return chance(*after(1, more), place);
}
std::string definition(const std::string& name, const std::string& keys) {
  return "[modules." + name + "]\ntype = 'refugee_definition'\n" + keys + "\n";
}

TEST(Recognition, IsForThoseWhoFleeViolence) {
  EXPECT_NEAR(chance(kWar), kAtWar, kClose);
  EXPECT_TRUE(after(1, kWar)->scene().stances.recognition_by_host.empty());
}

TEST(Recognition, OfADroughtIsTheFloor) {
  EXPECT_NEAR(chance(kDrought), kFloor, kClose);
  const auto drought = after(1, kDrought);
  EXPECT_NEAR(drought->scene().conditions.displacement[0], 0.05, kClose);
}

/// War and drought drive out 0.05 each: half of those who were driven out are meant,
/// 0.1 + 0.85*0.05/0.104.
TEST(Recognition, IsAShareWhereCausesMeet) {
  EXPECT_NEAR(chance(kWar + kDrought), 0.5086538462, kClose);
}

/// Stability 0.25 is half of the calm that is missed: unrest is violence, 0.004*0.25 = 0.001.
/// 0.1 + 0.85*0.001/0.005 alone; with the drought 0.1 + 0.85*0.001/0.055.
TEST(Recognition, OfUnrestIsOfViolence) {
  const std::string restless = "[countries.A]\nstability = 0.25\n";
  EXPECT_NEAR(chance(restless), 0.27, kClose);
  EXPECT_NEAR(chance(restless + kDrought), 0.1154545455, kClose);
  EXPECT_NEAR(chance(restless + "[modules.recognition]\nviolence = 0\n"), kFloor, kClose);
}

/// Of those whom the war drives out 0.2 are persecuted, 0.5 flee collapse, and 0.3 violence.
TEST(Recognition, HangsOnWhatAConflictIs) {
  const std::string mixed = kWar + "persecution = 0.2\ncollapse = 0.5\n";
  EXPECT_NEAR(chance(mixed), kFloor + 0.5 * (kAtWar - kFloor), kClose);
  const std::string convention = "[modules.recognition]\nviolence = 0.5\n";
  EXPECT_NEAR(chance(mixed + convention), kFloor + 0.35 * (kAtWar - kFloor), kClose);
}

TEST(Recognition, IsTheHostsOwnDefinition) {
  const std::string wider = kDrought + definition("wider", "parties = ['B']\ndisaster = 0.5");
  EXPECT_NEAR(chance(wider, kInB), kFloor + 0.5 * (kAtWar - kFloor), kClose);
  EXPECT_NEAR(chance(wider, kInC), kFloor, kClose);
  // A definition is all that its parties apply: one that does not name violence means none of it.
  const std::string narrow = kWar + definition("narrow", "parties = ['B']");
  EXPECT_NEAR(chance(narrow, kInB), kFloor, kClose);
  EXPECT_NEAR(chance(narrow, kInC), kAtWar, kClose);
}

TEST(Recognition, IsByTheWidestOfSeveralDefinitions) {
  const std::string both = kDrought + definition("one", "parties = ['B']\ndisaster = 0.2") +
                           definition("two", "parties = ['B', 'C']\ndisaster = 0.4");
  EXPECT_NEAR(chance(both, kInB), kFloor + 0.4 * (kAtWar - kFloor), kClose);
  EXPECT_NEAR(chance(both, kInC), kFloor + 0.4 * (kAtWar - kFloor), kClose);
}

TEST(Recognition, FollowsADefinitionFromItsDayOn) {
  const auto dated =
      after(2, kDrought + definition("late", "parties = ['B']\ndisaster = 1.0\nfrom = '2020-03'"));
  EXPECT_NEAR(chance(*dated, kInB), kFloor, kClose);
  dated->tick();
  EXPECT_NEAR(chance(*dated, kInB), kAtWar, kClose);
  ASSERT_EQ(dated->events().size(), 2U);  // the drought, and this
  EXPECT_EQ(dated->events()[1].text, "late: 1 states apply it");
}

/// Courts 0.5: of the rule of law that is missing half is felt, so 0.9 in B and 0.55 in C.
TEST(Recognition, IsWhatCourtsApply) {
  const std::string courts = kWar + "[modules.recognition]\ncourts = 0.5\n";
  EXPECT_NEAR(chance(courts, kInB), kFloor + 0.9 * (kAtWar - kFloor), kClose);
  EXPECT_NEAR(chance(courts, kInC), kFloor + 0.55 * (kAtWar - kFloor), kClose);
}

/// A policy sets it for some; for the others it stays what the host's law makes of it.
TEST(Recognition, OfAPolicyGoesBeforeTheHosts) {
  const std::string wider = kDrought + definition("wider", "parties = ['B', 'C']\ndisaster = 0.5");
  const auto policy = after(1, wider +
                                   "[modules.favour]\ntype = 'policy'\nin = ['C']\nof = ['A']\n"
                                   "recognition = 0.9\n");
  EXPECT_NEAR(chance(*policy, kInB), kFloor + 0.5 * (kAtWar - kFloor), kClose);
  EXPECT_NEAR(chance(*policy, kInC), 0.9, kClose);
}

std::string fault_of(const std::string& more) {
  try {
    testing::simulate(kWorld + more);
  } catch (const InputError& error) {
    return error.what();
  }
  return {};
}
void expect_fault(const std::string& more, const std::string& part) {
  EXPECT_NE(fault_of(more).find(part), std::string::npos) << fault_of(more);
}

TEST(Protection, FaultsSayWhereAndWhatIsNearest) {
  expect_fault(kWar + "persecution = 0.7\ncollapse = 0.5\n",
               "modules.war.collapse: `persecution` and `collapse` are shares of the same people: "
               "expected at most 1 in all, found 1.2");
  expect_fault(definition("law", "parties = ['B']\nviolense = 1"), "nearest known: \"violence\"");
  expect_fault(definition("law", "parties = ['D']"), "modules.law.parties");
  expect_fault(definition("law", ""), "modules.law.parties: expected at least one state");
  expect_fault(definition("law", "parties = ['B']\nfrom = '2020-03-10'"), "modules.law.from");
  expect_fault(definition("law", "parties = ['B']\ndisaster = 2"), "modules.law.disaster");
  expect_fault("[modules.non_refoulement]\ncots = 1\n", "nearest known: \"cost\"");
  expect_fault("[modules.refugee_agency]\nbugdet = 1\n", "nearest known: \"budget\"");
  expect_fault("[modules.recognition]\ncourt = 1\n", "nearest known: \"courts\"");
}

// --- non-refoulement ------------------------------------------------------------------------

const std::string kLaw = "[modules.non_refoulement]\n";
/// Of breaches a state of rule of law 0.8 keeps from 1 - exp(-2*0.8), one of 0.1 from 1 -
/// exp(-0.2).
constexpr double kForceInB = 0.7981034820, kForceInC = 0.1812692469;

TEST(NonRefoulement, SparesTheLikelyRefugeesOfAStateOfLaw) {
  const auto world = after(1, kWar + kLaw);
  const Rules& rules = world->scene().rules;
  EXPECT_NEAR(rules.not_intercepted(kRoadToB, kA), kForceInB * kAtWar, kClose);
  EXPECT_NEAR(rules.not_readmitted(kRoadToB, kA), kForceInB * kAtWar, kClose);
  EXPECT_NEAR(not_expelled(rules, kA, kInB), kForceInB * kAtWar, kClose);
  EXPECT_NEAR(not_expelled(rules, kA, kInC), kForceInC * kAtWar, kClose);
  EXPECT_NEAR(enforcement_for(rules, kRoadToB, kA), 0.4 * (1 - kForceInB * kAtWar), kClose);
  // Who comes from peace has a claim with the chance of the floor; who is at home has none.
  EXPECT_NEAR(rules.not_intercepted(kRoadToB, kC), kForceInB * kFloor, kClose);
  EXPECT_EQ(rules.not_intercepted(kRoadToB, kB), 0);
}

TEST(NonRefoulement, IsNothingWhereItIsOffOrCostsNothing) {
  const auto off = after(1, kWar);
  EXPECT_TRUE(off->scene().rules.not_intercepted.empty());
  EXPECT_EQ(enforcement_for(off->scene().rules, kRoadToB, kA), 0.4);
  const auto free = after(1, kWar + kLaw + "cost = 0\n");
  EXPECT_EQ(enforcement_for(free->scene().rules, kRoadToB, kA), 0.4);
}

TEST(NonRefoulement, ReachesOutToSeaAsFarAsItIsHeldTo) {
  const auto far = after(1, kWar + kLaw), near = after(1, kWar + kLaw + "at_sea = 0\n");
  EXPECT_NEAR(far->scene().rules.not_intercepted(kSeaFromC, kA), kForceInB * kAtWar, kClose);
  EXPECT_NEAR(near->scene().rules.not_intercepted(kSeaFromC, kA), 0, kClose);
  EXPECT_NEAR(near->scene().rules.not_intercepted(kRoadFromC, kA), kForceInB * kAtWar, kClose);
  // Who is across is on land.
  EXPECT_NEAR(near->scene().rules.not_readmitted(kSeaFromC, kA), kForceInB * kAtWar, kClose);
}

/// C holds half of those who would get past: 0.4 by B's own guards, 0.5 by C, together 0.7. B's law
/// spares 0.707946 of the first, C's 0.160793 of the second.
TEST(NonRefoulement, DoesNotBindWhatPartnersDoButByTheirOwnLaw) {
  const std::string deal =
      "[modules.pact]\ntype = 'deal'\ndemander = 'B'\nsupplier = 'C'\ncontainment = 0.5\n"
      "from = '2020-01'\n";
  const auto world = after(1, kWar + kLaw + deal);
  const Rules& rules = world->scene().rules;
  EXPECT_NEAR(rules.enforcement[kRoadFromC], 0.7, kClose);
  const double own = 0.4 * (1 - kForceInB * kAtWar), held = 0.5 * (1 - kForceInC * kAtWar);
  EXPECT_NEAR(enforcement_for(rules, kRoadFromC, kA), 1 - (1 - own) * (1 - held), kClose);
  EXPECT_NEAR(enforcement_for(rules, kRoadToB, kA), own, kClose);  // C has no part in this one
  // Of its own citizens custom is in what a deal may promise.
  EXPECT_NEAR(enforcement_for(rules, kRoadFromC, kC),
              1 - (1 - 0.4 * (1 - kForceInB * kFloor)) * 0.5, kClose);
}

/// 20,000 of A's irregular migrants in each, whom a programme would send home at 1 a year: in a
/// year the law leaves B the rate 0.292054, C 0.839207.
TEST(NonRefoulement, BindsDeportation) {
  const auto left = [](const std::string& law, PlaceId place) {
    std::string people;
    for (const char* id : {"B", "C"}) {
      people += "[[stock]]\ncitizenship = 'A'\nresidence = '" + std::string(id) +
                "'\nstatus = 'irregular'\npersons = 20000\n";
    }
    const auto world =
        testing::simulate(kWorld + people + kWar + law +
                          testing::without(testing::all_but(testing::kHazards, "programmes")) +
                          "[modules.raids]\ntype = 'policy'\nin = ['B', 'C']\nreturns = 1.0\n");
    testing::run(*world, 12);
    return world->ledger().stock(place, kA, Status::kIrregular);
  };
  const double by_law = std::exp(-(1 - kForceInB * kAtWar)),
               in_c = std::exp(-(1 - kForceInC * kAtWar)), without = std::exp(-1.0);
  using testing::deviation;
  EXPECT_LT(std::abs(deviation(left(kLaw, kInB), 20000, by_law)), testing::kFar);
  EXPECT_LT(std::abs(deviation(left(kLaw, kInC), 20000, in_c)), testing::kFar);
  EXPECT_LT(std::abs(deviation(left("", kInB), 20000, without)), testing::kFar);
  // The broken twin: a law that nobody heeds would be told from this one.
  EXPECT_GT(std::abs(deviation(left("", kInB), 20000, by_law)), testing::kFar);
}

// --- an agency for refugees -----------------------------------------------------------------

/// 1,000 refugees in C, where 100,000 live, and as many applicants; B, which is rich, hosts 5,000.
const std::string kHosted = R"(
[[stock]]
citizenship = "A"
residence = "C"
status = "refugee"
persons = 1000
[[stock]]
citizenship = "A"
residence = "C"
status = "asylum_applicant"
persons = 1000
[[stock]]
citizenship = "A"
residence = "B"
status = "refugee"
persons = 5000
[modules.unhcr]
type = "refugee_agency"
)";

const RefugeeAgency& agency_of(const Simulation& simulation) {
  return dynamic_cast<const RefugeeAgency&>(
      testing::module_called(simulation.modules().of<Shock>(), "unhcr"));
}
/// What want drives people on at in a place, and whom the agency moves from C to B [1 / year].
struct Aid {
  explicit Aid(const std::string& keys) : world(testing::simulate(kWorld + kHosted + keys)) {
    const std::string still = testing::without(testing::kHazards);
    world = testing::simulate(kWorld + kHosted + keys + still);
    world->tick();
  }
  double want(PlaceId place) const { return world->scene().conditions.hardship[place]; }
  const std::vector<Resettlement>& moves() const { return world->scene().rules.resettlement; }

  std::unique_ptr<Simulation> world;
};

/// Half a million is enough for 1,000 of the 2,000 in need, 0.95 of it for looking after them:
/// 475,000/(300*2000) = 0.791667 of the need is met, and want drives the others on at 0.2*0.208333.
TEST(RefugeeAgency, LooksAfterRefugeesAsFarAsItsMoneyGoes) {
  const Aid some("budget = 5e5\n");
  EXPECT_NEAR(agency_of(*some.world).met(some.world->scene()), 475.0 / 600, 1e-3);
  EXPECT_NEAR(some.want(kInC), 0.2 * (1 - 475.0 / 600), 1e-3);
  EXPECT_EQ(some.want(kInB), 0);  // a rich state looks after its own
  const Aid much("budget = 1e9\n");
  EXPECT_NEAR(much.want(kInC), 0, kClose);
  const Aid none("budget = 0.0\n");
  EXPECT_NEAR(none.want(kInC), 0.2, kClose);
}

/// 0.05 of half a million pays for 16.7 moves at 1,500, of a million for 33.3; places are 20.
TEST(RefugeeAgency, MovesThemFromWhereTheLoadIsHeaviest) {
  const Aid little("budget = 5e5\nplaces = 20\n");
  ASSERT_EQ(little.moves().size(), 1U);
  EXPECT_EQ(little.moves()[0].from, kInC);
  EXPECT_EQ(little.moves()[0].to, kInB);
  EXPECT_NEAR(little.moves()[0].persons_per_year, 0.05 * 5e5 / 1500, 1e-6);
  const Aid more("budget = 1e6\nplaces = 20\n");
  EXPECT_NEAR(more.moves().at(0).persons_per_year, 20, 1e-6);
}

TEST(RefugeeAgency, ActsWhileItIsThere) {
  const Aid later("budget = 0.0\nfrom = '2020-02'\n");
  EXPECT_EQ(later.want(kInC), 0);
  later.world->tick();
  EXPECT_NEAR(later.want(kInC), 0.2, kClose);
}

}  // namespace
}  // namespace sojourn::models
