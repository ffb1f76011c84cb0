#include <fmt/format.h>
#include <gtest/gtest.h>

#include <numeric>

#include "models/agency/agency.hpp"
#include "models/agency/development_aid.hpp"
#include "models/agency/placed_people.hpp"
#include "models/agency/placement_backlash.hpp"
#include "sim/foresight/enactment.hpp"
#include "sim/tick/recruitment.hpp"
#include "tests/worlds/small_world.hpp"

namespace sojourn::models {
namespace {

constexpr StateId kPoor(0), kMiddle(1), kRich(2);
constexpr PlaceId kPoorPlace(0), kMiddlePlace(1), kRichPlace(2);

std::string three_states(const std::string& more_of_middle = {}) {
  return "[run]\nstart='2015-01'\nticks=120\nseed=5\n"
         "[[country]]\nid='POOR'\npopulation=20_000_000\ngdp_per_capita=3000\ntertiary_share=0\n"
         "[[country]]\nid='MID'\npopulation=1_000_000\ngdp_per_capita=12000\nlongitude=5\n"
         "rights=0.2\n" +
         more_of_middle +
         "\n[[country]]\nid='RICH'\npopulation=1_000_000\ngdp_per_capita=45000\nlongitude=20\n"
         "rights=0.6\n";
}

// --- what a recipient weighs --------------------------------------------------------------------

RecipientFacts recipient(double sentiment) {
  return {.people = 100,
          .demand = 60,
          .worker = {.burden = 12 * sentiment, .shortage = 0.1},
          .working_share = 0.75};
}

TEST(Agency, ARecipientTakesPlacesWhileOneMoreGivesMoreThanItCosts) {
  // One place a year for five years fills 5*0.75/60 = 0.0625 of demand; the weight is 0.3*40 = 12.
  const RecipientChoice calm(PolicyWeights{}, recipient(0));
  EXPECT_NEAR(calm.places(10), 0.1 / 0.0625, 1e-12);
  EXPECT_NEAR(calm.places(1), 1, 1e-12);
  EXPECT_NEAR(calm.gain(1.6), 12 * 0.01, 1e-12);
  // Sentiment 0.5: a place costs 12*0.5/100 = 0.06; 2*12*0.0625*(0.1 - 0.0625 n) = 0.06.
  const RecipientChoice moved(PolicyWeights{}, recipient(0.5));
  EXPECT_NEAR(moved.places(10), 0.96, 1e-12);
  EXPECT_NEAR(moved.gain(0.96), 12 * (0.01 - 0.0016) - 0.06 * 0.96, 1e-12);
  EXPECT_EQ(RecipientChoice(PolicyWeights{}, recipient(5)).places(10), 0);
}

TEST(Agency, ItCompliesWhereTheThresholdOfMonitoringIsPassed) {
  // monitoring* = c_r*(floor - rights)/gain = 0.15*0.1/0.05 = 0.3.
  EXPECT_FALSE(pays_to_comply(0.29, 0.05, 0.15, 0.3, 0.2));
  EXPECT_TRUE(pays_to_comply(0.31, 0.05, 0.15, 0.3, 0.2));
  EXPECT_FALSE(pays_to_comply(0, 100, 0.15, 0.3, 0.2));
}

// --- recruiting ---------------------------------------------------------------------------------

/// Asks the share `reach` of those in POOR who are bound for RICH; places are in MID.
class FixedProgramme final : public Negotiation {
 public:
  FixedProgramme(Settings& s, const World&)
      : reach_(s.real("reach", "1", {0, 1}, 1, "of those bound for RICH")),
        places_(s.real("places", "persons / year", {0, 1e9}, 1e8, "in MID")),
        pledged_(s.real("pledged", "1", {0, 1}, 0, "by MID")),
        reckoned_(s.real("reckoned", "1", {0, 1}, 0, "")) {}
  void bind(const ModuleSet& modules) override { channel_ = modules.channel("sponsored"); }
  void negotiate(const Scene& scene, Agreements& agreements, EventLog&) override {
    if (scene.tick > 0) return;
    const PlaceArray none = PlaceArray::Zero(3);
    Programme programme{.channel = channel_,
                        .places = none,
                        .pledged = none,
                        .effort = none,
                        .payments = none,
                        .reach = PairArray::Zero(3, 3),
                        .unplanned = none};
    programme.places[kMiddlePlace.value] = places_;
    programme.reach(kPoorPlace.value, kRichPlace.value) = reach_;
    programme.reckoned = reckoned_;
    programme.pledged[kMiddlePlace.value] = pledged_;
    programme.payments[kRichPlace.value] = 5e6;
    agreements.put(name(), {std::make_shared<PlacementAgreement>(programme)});
  }

 private:
  double reach_, places_, pledged_, reckoned_;
  ChannelId channel_;
};

Catalog with_fixed_programme() {
  Catalog c = standard_catalog();
  c.add<FixedProgramme>("fixed_programme", "for tests", false);
  return c;
}

/// Everyone can pay, nobody studies or calls kin, and utilities do not change.
std::string still() {
  return testing::without({"savings", "study", "kin_calls", "network", "return_home", "onward"}) +
         "[modules.intention]\nh0=0.02\nceiling=1\n";
}

std::unique_ptr<Simulation> recruiting(const std::string& programme) {
  return std::make_unique<Simulation>(testing::scenario(three_states() + still() + programme),
                                      with_fixed_programme(), 1);
}
std::int64_t first_choices(const Simulation& simulation, const char* channel, PlaceId place) {
  const Scene scene = simulation.scene();
  const ChannelId by = scene.modules.channel(channel);
  std::int64_t sum = 0;
  for (const Skill skill : kAllSkills) sum += scene.ledger.year.proposals(by, place, skill);
  return sum;
}

/// Law: of n people who are asked, Binomial(n, p) accept, p = e^S/(e^S + e^L). Sample: some
/// thousands; refused beyond 4.5 standard deviations (level 7e-6), seed fixed.
TEST(Recruitment, TheAskedSetTheSponsorsPlacesBesideTheirPlans) {
  const auto simulation = recruiting("[modules.fixed_programme]\n");
  simulation->tick();
  const Scene scene = simulation->scene();
  const Viewpoint who{kPoor, kPoorPlace, Skill::kMedium, false};
  const double plans = ChoiceRow(evaluate(scene, scene.modules, who), nullptr).logsum();
  const double places =
      ChoiceRow(evaluate_invitations(scene, scene.modules, who), nullptr).logsum();
  const double p = 1 / (1 + std::exp(plans - places));
  const auto accepted = static_cast<double>(first_choices(*simulation, "sponsored", kMiddlePlace));
  const auto declined = static_cast<double>(first_choices(*simulation, "labour", kRichPlace));
  EXPECT_GT(accepted, 1000);
  EXPECT_GT(declined, 1000);
  EXPECT_LT(std::abs(testing::deviation(accepted, accepted + declined, p)), testing::kFar);
  // The twin that sets the places beside nothing else than the way to RICH.
  const double wrong =
      1 / (1 + std::exp(evaluate(scene, scene.modules, who)
                            .utility(scene.modules.channel("labour").value, kRichPlace.value) -
                        places));
  EXPECT_GT(std::abs(testing::deviation(accepted, accepted + declined, wrong)), testing::kFar);
}

TEST(Recruitment, WhoGetsNoPlaceKeepsThePlan) {
  const auto free = recruiting("[modules.fixed_programme]\nreach=0\n");
  const auto asked = recruiting("[modules.fixed_programme]\nplaces=1200\n");
  free->tick();
  asked->tick();
  const std::int64_t recruited = asked->ledger().tick.recruited[1];  // from 0 to 1
  EXPECT_GT(recruited, 0);
  EXPECT_LE(recruited, 100);
  EXPECT_EQ(std::accumulate(asked->ledger().tick.recruited.begin(),
                            asked->ledger().tick.recruited.end(), std::int64_t{0}),
            recruited);
  // The same people choose, and nobody is lost.
  EXPECT_EQ(first_choices(*asked, "labour", kRichPlace) + recruited,
            first_choices(*free, "labour", kRichPlace));
}

TEST(Recruitment, NobodyIsAskedWithoutReachAndNothingChanges) {
  const auto plain = recruiting("");
  const auto idle = recruiting("[modules.fixed_programme]\nreach=0\n");
  for (int t = 0; t < 24; ++t) {
    plain->tick();
    idle->tick();
    ASSERT_EQ(plain->ledger().tick.departures, idle->ledger().tick.departures) << t;
  }
}

TEST(Recruitment, OffersRaiseProspectsByWhatTheyAreWorth) {
  const auto plain = recruiting("");
  const auto half = recruiting("[modules.fixed_programme]\nreach=0.5\nreckoned=0.8\n");
  plain->tick();
  half->tick();
  const Scene scene = half->scene();
  const Viewpoint who{kPoor, kPoorPlace, Skill::kMedium, false};
  const ChoiceRow plans(evaluate(scene, scene.modules, who), nullptr);
  const double gain =
      ChoiceRow(evaluate_invitations(scene, scene.modules, who), nullptr).logsum() - plans.logsum();
  const double to_rich = plans.share({scene.modules.channel("labour"), kRichPlace}, 1e12) +
                         plans.share({scene.modules.channel("irregular"), kRichPlace}, 1e12) +
                         plans.share({scene.modules.channel("asylum"), kRichPlace}, 1e12);
  EXPECT_NEAR(half->scene().prospects.residents(kPoorPlace, Skill::kMedium, false) -
                  plain->scene().prospects.residents(kPoorPlace, Skill::kMedium, false),
              0.8 * 0.5 * to_rich * std::log1p(std::exp(gain)), 1e-3);
}

TEST(Recruitment, TrainingRaisesSchoolingByOneStep) {
  const auto simulation = recruiting("");
  testing::run(*simulation, 1);
  Rules rules = simulation->scene().rules;
  rules.recruitment.trained = 1;
  const Scene scene = simulation->scene().with(rules);
  Bid bid;
  bid.key = 7;
  for (const auto& [before, after] : {std::pair(0, 1), std::pair(1, 2), std::pair(2, 2)}) {
    Person person{};
    person.skill = static_cast<std::uint64_t>(before);
    teach(scene, bid, person);
    EXPECT_EQ(static_cast<int>(person.skill), after);
  }
}

TEST(Agency, AProgrammeInForce) {
  const auto simulation = recruiting("[modules.fixed_programme]\nplaces=300\npledged=0.35\n");
  testing::run(*simulation, 3);
  const Scene scene = simulation->scene();
  const ChannelId sponsored = scene.modules.channel("sponsored");
  EXPECT_NEAR(scene.rules.quota(sponsored, kMiddlePlace, Skill::kLow), 100, 1e-9);
  EXPECT_EQ(scene.rules.quota(sponsored, kRichPlace, Skill::kLow), 0);
  EXPECT_DOUBLE_EQ(scene.rules.rights[kMiddlePlace.value], 0.35);
  EXPECT_DOUBLE_EQ(scene.rules.rights[kRichPlace.value], 0.6);
  EXPECT_DOUBLE_EQ(scene.rules.transfers[kRichPlace.value], -5e6);
}

/// 20,000 placed among a million, who gained 10,000 steps of schooling: by skill 0.3*10,000 a head,
/// by work as many heads as work more than of all people.
TEST(Agency, PlacedPeopleRaiseIncomesBySkillAndWorkWhateverTheirPapers) {
  const auto simulation = testing::simulate(three_states());
  testing::run(*simulation, 1);
  const Scene scene = simulation->scene();
  Programme programme{
      .growth = 0.3, .placed = PlaceArray::Zero(3), .steps = PlaceArray::Zero(3), .at_work = 0.75};
  programme.placed[kMiddlePlace] = 20000;
  programme.steps[kMiddlePlace] = 10000;
  Conditions conditions;
  conditions.gdp_per_capita = PlaceArray::Constant(3, 10000);
  PlacementAgreement(programme).develop(scene, conditions);
  const double people = scene.persons(scene.ledger.population(kMiddlePlace));
  const double residents = scene.persons(scene.ledger.residents[kMiddlePlace]);
  const double workers =
      scene.persons(scene.ledger.working_age[kMiddlePlace]) + 0.75 * (people - residents);
  ASSERT_GT(workers, 0);
  ASSERT_EQ(scene.ledger.foreigners(kMiddlePlace, Status::kSponsored), 0);  // all naturalised
  EXPECT_NEAR(conditions.gdp_per_capita[1],
              10000 * (1 + (3000 + 20000 * (0.75 * people / workers - 1)) / people), 1e-6);
  EXPECT_EQ(conditions.gdp_per_capita[0], 10000);
}

/// Of foreigners as many work as of those placed: where nearly all are foreigners these change
/// little.
TEST(Agency, ForeignersWorkAsThosePlacedDo) {
  const auto simulation = testing::simulate(three_states());
  testing::run(*simulation, 1);
  Ledger ledger = simulation->ledger();
  ledger.stocks[ledger.keys.key(kMiddlePlace, kPoor, Status::kRegular)] =
      9 * ledger.residents[kMiddlePlace];
  ledger.stocks[ledger.keys.key(kMiddlePlace, kPoor, Status::kIrregular)] =
      ledger.residents[kMiddlePlace];
  const Scene scene = simulation->scene().with(ledger);
  Programme programme{.placed = PlaceArray::Zero(3), .steps = PlaceArray::Zero(3), .at_work = 0.75};
  programme.placed[kMiddlePlace] = 500000;
  Conditions conditions;
  conditions.gdp_per_capita = PlaceArray::Constant(3, 10000);
  PlacementAgreement(programme).develop(scene, conditions);
  const double residents = scene.persons(ledger.residents[kMiddlePlace]);
  const double workers = scene.persons(ledger.working_age[kMiddlePlace]) + 7.5 * residents;
  const double people = 11 * residents;
  EXPECT_NEAR(conditions.gdp_per_capita[1],
              10000 * (1 + 500000 / people * (0.75 * people / workers - 1)), 1);
  EXPECT_LT(conditions.gdp_per_capita[1], 10100);
}

TEST(Agency, ResettledRefugeesAreNotPlacedByIt) {
  const auto simulation = testing::simulate(
      three_states() +
      "[[stock]]\ncitizenship='POOR'\nresidence='MID'\nstatus='sponsored'\npersons=20_000\n");
  Conditions conditions;
  conditions.gdp_per_capita = PlaceArray::Constant(3, 10000);
  PlacementAgreement(Programme{.growth = 0.3}).develop(simulation->scene(), conditions);
  EXPECT_EQ(conditions.gdp_per_capita[1], 10000);
}

/// 1,000 come each year and half of them are taught; nobody goes home, careers last 35 years.
TEST(Agency, ThosePlacedCountForACareer) {
  const auto simulation =
      testing::simulate(three_states() + testing::without({"return_home", "onward"}));
  testing::run(*simulation, 13);
  Ledger ledger = simulation->ledger();
  std::ranges::fill(ledger.last_year.recruited, 0);
  ledger.last_year.recruited(kPoorPlace, kMiddlePlace) =
      static_cast<std::int64_t>(1000 / simulation->scene().persons(1));
  Settings settings(nullptr, "agency", nullptr);
  PlacedPeople placed(settings);
  placed.bind(simulation->modules());
  const Scene scene = simulation->scene().with(ledger);
  placed.add_year(scene, 0.5);
  EXPECT_NEAR(placed.people()[1], 1000, 1e-6);
  placed.add_year(scene, 0.5);
  EXPECT_NEAR(placed.people()[1], 1000 * (1 + std::exp(-1 / 35.0)), 1e-6);
  EXPECT_NEAR(placed.steps()[1], 500 * (1 + std::exp(-1 / 35.0)), 1e-6);
  EXPECT_EQ(placed.people()[2], 0);
}

/// 900 foreigners are settled and 100 on the way, of 1,100 of the year 100 have gone home. Own
/// citizens who have returned are none of them.
TEST(Agency, ThosePlacedGoHomeAsForeignersDo) {
  const auto simulation = testing::simulate(three_states());
  testing::run(*simulation, 13);
  Ledger ledger = simulation->ledger();
  ledger.last_year.clear();
  std::ranges::fill(ledger.stocks, 0);
  ledger.stocks[ledger.keys.key(kMiddlePlace, kPoor, Status::kRegular)] = 900;
  ledger.stocks[ledger.keys.key(kMiddlePlace, kPoor, Status::kInTransit)] = 100;
  ledger.stocks[ledger.keys.key(kMiddlePlace, kMiddle, Status::kReturned)] = 5000;
  ledger.last_year.recruited(kPoorPlace, kMiddlePlace) = 10;
  ledger.last_year.departures(kMiddlePlace, kPoorPlace, simulation->modules().channel("return")) =
      100;
  Settings settings(nullptr, "agency", nullptr);
  PlacedPeople placed(settings);
  placed.bind(simulation->modules());
  placed.add_year(simulation->scene().with(ledger), 0);
  placed.add_year(simulation->scene().with(ledger), 0);
  const double yearly = simulation->scene().persons(10);
  EXPECT_NEAR(placed.people()[1], yearly * (1 + std::exp(-1 / 35.0) / 1.1), 1e-6);
  std::ranges::fill(ledger.stocks, 0);  // all have gone
  placed.add_year(simulation->scene().with(ledger), 0);
  EXPECT_NEAR(placed.people()[1], yearly, 1e-6);
}

// --- the agency as a whole ----------------------------------------------------------------------

/// MID's demand for labour grows by 4% a year, so it is short of workers.
std::string short_of_workers(const std::string& settings) {
  return three_states("workforce_growth=0.04") +
         "[modules.intention]\nh0=0.004\n[modules.agency]\nbudget=1e-3\n" + settings;
}
std::int64_t recruited(Simulation& simulation, int ticks) {
  std::int64_t sum = 0;
  for (int t = 0; t < ticks; ++t) {
    simulation.tick();
    const auto& counts = simulation.ledger().tick.recruited;
    sum = std::accumulate(counts.begin(), counts.end(), sum);
  }
  return sum;
}
int events_of(const Simulation& simulation, const std::string& kind) {
  return static_cast<int>(std::ranges::count(simulation.scene().events, kind, &Event::kind));
}

TEST(Agency, ItPlacesPeopleWhereRightsAreAtTheFloor) {
  const auto simulation = testing::simulate(short_of_workers("floor=0.1\n"));
  EXPECT_GT(recruited(*simulation, 60), 100);
  EXPECT_EQ(events_of(*simulation, "agency founded"), 1);
  EXPECT_EQ(events_of(*simulation, "places withheld"), 0);
  EXPECT_GT(simulation->ledger().foreigners(kMiddlePlace, Status::kSponsored), 100);
  // Who was poor and is taught, or works, where more work: income rises, and did not without it.
  EXPECT_GT(simulation->scene().conditions.gdp_per_capita[1], 12000);
  EXPECT_EQ(simulation->ledger().foreigners(kRichPlace, Status::kSponsored), 0);
}

TEST(Agency, ItWithholdsPlacesBelowTheFloorUnlessNobodyLooks) {
  // A floor of 0.9 is not worth reaching.
  const auto watched = testing::simulate(short_of_workers("floor=0.9\nmonitoring=1\n"));
  EXPECT_EQ(recruited(*watched, 36), 0);
  EXPECT_EQ(events_of(*watched, "places withheld"), 1);
  EXPECT_EQ(events_of(*watched, "rights pledge"), 0);
  const auto blind = testing::simulate(short_of_workers("floor=0.9\nmonitoring=0\n"));
  EXPECT_GT(recruited(*blind, 60), 100);
  EXPECT_EQ(blind->scene().rules.rights[kMiddlePlace.value], 0.2);
}

TEST(Agency, ARecipientPledgesRightsThatAreWorthIt) {
  const auto simulation = testing::simulate(short_of_workers("floor=0.25\nmonitoring=1\n"));
  EXPECT_GT(recruited(*simulation, 96), 100);
  EXPECT_EQ(events_of(*simulation, "rights pledge"), 1);
  EXPECT_NEAR(simulation->scene().rules.rights[kMiddlePlace.value], 0.25, 1e-12);
  EXPECT_EQ(simulation->scene().stances.rights[kMiddlePlace.value], 0.2);
}

/// Three states of rights 0.1, 0.2 and 0.3 that want workers: of three the best half are two.
TEST(Agency, ByComparisonTheBetterHalfIsServed) {
  std::string states =
      "[run]\nstart='2015-01'\nticks=36\nseed=5\npersons_per_agent=20\n"
      "[[country]]\nid='POOR'\npopulation=20_000_000\ngdp_per_capita=3000\ntertiary_share=0\n"
      "[[country]]\nid='RICH'\npopulation=1_000_000\ngdp_per_capita=45000\nlongitude=20\n"
      "rights=0.6\n";
  for (int m = 1; m <= 3; ++m) {
    states += fmt::format(
        "[[country]]\nid='M{}'\npopulation=1_000_000\ngdp_per_capita=12000\nlongitude=5\n"
        "rights=0.{}\nworkforce_growth=0.04\n",
        m, m);
  }
  const auto arm = [&](const std::string& condition) {
    const auto simulation = testing::simulate(
        states +
        "[modules.unilateral_policy]\nenabled=true\nc_r=10\np_w=0\n"
        "[modules.intention]\nh0=0.004\n[modules.agency]\nbudget=1e-3\nmonitoring=1\n" +
        condition);
    testing::run(*simulation, 36);
    std::vector<std::int64_t> placed;
    for (const PlaceId p : {PlaceId(2), PlaceId(3), PlaceId(4)}) {
      placed.push_back(simulation->ledger().foreigners(p, Status::kSponsored));
    }
    return placed;
  };
  const auto compared = arm("condition=\"comparison\"\n");
  EXPECT_EQ(compared[0], 0);
  EXPECT_GT(compared[1], 5);
  EXPECT_GT(compared[2], 5);
  const auto best = arm("condition=\"comparison\"\nserved=0.3\n");  // one of three
  EXPECT_EQ(best[1], 0);
  EXPECT_GT(best[2], 5);
  const auto by_floor = arm("floor=0.05\n");  // the twin that compares nobody
  EXPECT_GT(by_floor[0], 5);
}

/// Opens RICH to `openness` in the third year, and gives MID rights of `rights` by a treaty.
class TestPolicy final : public HomeFront {
 public:
  TestPolicy(Settings& s, const World&) : openness_(s.real("openness", "1", {0, 1}, 0.5, "")) {}
  void update(const Scene& scene, Labour&, Stances& stances, EventLog&) override {
    if (scene.tick >= 30) stances.openness[kRichPlace.value] = openness_;
  }

 private:
  double openness_;
};
class TestTreaty final : public Negotiation {
 public:
  TestTreaty(Settings& s, const World&) : rights_(s.real("rights", "1", {0, 1}, 0, "of MID")) {}
  void negotiate(const Scene& scene, Agreements& agreements, EventLog&) override {
    if (scene.tick == 0) agreements.put(name(), {std::make_shared<Text>(rights_)});
  }

 private:
  struct Text final : Agreement {
    explicit Text(double r) : rights(r) {}
    void enact(const Scene&, Rules& rules) const override {
      double& now = rules.rights[kMiddlePlace.value];
      now = std::max(now, rights);
    }
    double rights;
  };
  double rights_;
};
std::unique_ptr<Simulation> with_policy_and_treaty(const std::string& text) {
  Catalog catalog = standard_catalog();
  catalog.add<TestPolicy>("test_policy", "for tests", false);
  catalog.add<TestTreaty>("test_treaty", "for tests", false);
  return std::make_unique<Simulation>(testing::scenario(text), catalog, 1);
}

/// RICH is short of workers, and open to 0.6 from the start: it is asked only once it has opened.
TEST(Agency, ItPlacesPeopleInRichStatesThatHaveOpenedSince) {
  const std::string world = three_states() +
                            "openness=0.6\nworkforce_growth=0.04\n[modules.intention]\nh0=0.004\n" +
                            "[modules.agency]\nbudget=1e-3\n";
  const auto placed = [&](const std::string& policy) {
    const auto simulation = with_policy_and_treaty(world + policy);
    testing::run(*simulation, 72);
    return simulation->ledger().foreigners(kRichPlace, Status::kSponsored);
  };
  EXPECT_EQ(placed(""), 0);
  EXPECT_EQ(placed("[modules.test_policy]\nopenness=0.55\n"), 0);
  EXPECT_GT(placed("[modules.test_policy]\nopenness=0.65\n"), 10);
}

TEST(Agency, RightsByAnotherTextCountAndNeedNoPledge) {
  const std::string agency = short_of_workers("floor=0.25\nmonitoring=1\n");
  const auto bound = with_policy_and_treaty(agency + "[modules.test_treaty]\nrights=0.3\n");
  EXPECT_GT(recruited(*bound, 60), 100);
  EXPECT_EQ(events_of(*bound, "rights pledge"), 0);
  EXPECT_EQ(events_of(*bound, "places withheld"), 0);
  const auto loose = with_policy_and_treaty(agency + "[modules.test_treaty]\nrights=0.21\n");
  testing::run(*loose, 96);
  EXPECT_EQ(events_of(*loose, "rights pledge"), 1);
}

/// Four states that are alike pledge or do not, whatever their order in the file.
TEST(Agency, StatesDecideAtOnceWhetherToPledge) {
  std::string states =
      "[run]\nstart='2015-01'\nticks=14\nseed=5\n"
      "[[country]]\nid='POOR'\npopulation=20_000_000\ngdp_per_capita=3000\ntertiary_share=0\n"
      "[[country]]\nid='RICH'\npopulation=1_000_000\ngdp_per_capita=45000\nlongitude=20\n"
      "rights=0.6\n";
  for (int m = 0; m < 4; ++m) {
    states += fmt::format(
        "[[country]]\nid='M{}'\npopulation=1_000_000\ngdp_per_capita=12000\nlongitude=5\n"
        "rights=0.28\nworkforce_growth=0.04\n",
        m);
  }
  int pledging = 0, worlds = 0;
  for (const double budget : {2e-4, 3.8e-4, 5e-4, 7e-4, 1.01e-3, 1.5e-3, 3e-3, 1e-2}) {
    const auto simulation = testing::simulate(
        states + fmt::format("[modules.intention]\nh0=0.004\n[modules.agency]\nfloor=0.3\n"
                             "monitoring=0.6\nbudget={}\n",
                             budget));
    testing::run(*simulation, 14);
    const PlaceArray rights = simulation->scene().rules.rights.segment(2, 4);
    EXPECT_EQ(rights.minCoeff(), rights.maxCoeff()) << budget;
    pledging += rights[0] > 0.28 ? 1 : 0;
    ++worlds;
  }
  EXPECT_GT(pledging, 0);
  EXPECT_LT(pledging, worlds);
}

TEST(Agency, DonorsAreCountries) {
  const std::string world = three_states() + "[modules.agency]\ndonors=[\"CAMP\"]\n" +
                            "[[place]]\nid='CAMP'\nstate='RICH'\npopulation=0\n";
  try {
    testing::simulate(world);
    FAIL() << "a place within a country was taken for a donor";
  } catch (const InputError& error) {
    EXPECT_NE(std::string(error.what()).find("place within a country"), std::string::npos);
  }
}

TEST(Agency, WithoutMoneyNothingChanges) {
  const auto plain = testing::simulate(three_states("workforce_growth=0.04"));
  const auto poor = testing::simulate(three_states("workforce_growth=0.04") +
                                      "[modules.agency]\nbudget=0\nfloor=0\n");
  for (int t = 0; t < 48; ++t) {
    plain->tick();
    poor->tick();
    ASSERT_EQ(plain->ledger().tick.arrivals, poor->ledger().tick.arrivals) << t;
  }
}

TEST(Agency, DonorsJudgeItByThreeYears) {
  const auto simulation = testing::simulate(three_states());
  testing::run(*simulation, 13);
  Settings settings(nullptr, "agency", nullptr);
  Donors donors(settings, simulation->world());
  donors.bind(simulation->modules());
  const ChannelId labour = simulation->modules().channel("labour");
  const auto year = [&](std::int64_t arrivals) {
    Ledger ledger = simulation->ledger();
    std::ranges::fill(ledger.last_year.arrivals, 0);
    ledger.last_year.arrivals(kPoor, kRichPlace, labour) = arrivals;
    donors.record(simulation->scene().with(ledger));
  };
  donors.found(simulation->scene(), 30000);
  const double first = donors.contribution(kRich);
  const auto people = simulation->ledger().summary.population[kRichPlace.index()];
  EXPECT_NEAR(first, 5e-5 * 45000 * simulation->scene().persons(people), 1);
  EXPECT_EQ(donors.contribution(kMiddle), 0);
  for (const int arrivals : {100, 100, 100, 90, 90}) year(arrivals);
  donors.judge();  // five years are too few to compare
  EXPECT_EQ(donors.contribution(kRich), first);
  year(90);
  donors.judge();
  EXPECT_NEAR(donors.contribution(kRich), first * 1.02, 1e-6);
  year(200);  // the last year weighs most
  donors.judge();
  EXPECT_NEAR(donors.contribution(kRich), first * 1.02 * 0.97, 1e-6);
}

TEST(PlacementBacklash, SentimentRisesWithPlacedPeople) {
  const auto simulation = testing::simulate(three_states());
  testing::run(*simulation, 2);
  Ledger ledger = simulation->ledger();
  const ChannelId sponsored = simulation->modules().channel("sponsored");
  ledger.previous_tick.arrivals(StateId(0), PlaceId(1), sponsored) = 1000;
  Settings settings(nullptr, "placement_backlash", nullptr);
  PlacementBacklash backlash(settings, simulation->world());
  backlash.bind(simulation->modules());
  Labour labour = simulation->scene().labour;
  Stances stances = simulation->scene().stances;
  stances.sentiment.setZero();
  std::vector<Event> events;
  EventLog log(events, 0, backlash);
  backlash.update(simulation->scene().with(ledger), labour, stances, log);
  const auto people = static_cast<double>(ledger.population(kMiddlePlace));
  const double distance = 1 - simulation->world().proximity(0, 1);
  EXPECT_NEAR(stances.sentiment[1], 0.05 * distance * 12000 / people / 0.01, 1e-9);
  EXPECT_EQ(stances.sentiment[0], 0);
  backlash.update(simulation->scene().with(ledger), labour, stances, log);
  EXPECT_NEAR(stances.sentiment[1], 2 * 0.05 * distance * 12000 / people / 0.01, 1e-9);
}

/// A memory of two months: half of a steady stream is usual after the first, three quarters after
/// the second.
TEST(PlacementBacklash, PeopleGetUsedToThosePlaced) {
  const auto simulation = testing::simulate(
      three_states() +
      "[modules.placement_backlash]\nenabled=true\nrise=0.05\nmemory=0.1666666666666667\n");
  testing::run(*simulation, 1);
  auto backlash = *simulation->modules().find<PlacementBacklash>();
  Ledger ledger = simulation->scene().ledger;
  ledger.previous_tick.arrivals(kPoor, kMiddlePlace, simulation->modules().channel("sponsored")) =
      100;
  Labour labour = simulation->scene().labour;
  Stances stances = simulation->scene().stances;
  std::vector<Event> events;
  EventLog log(events, 0, backlash);
  const auto rise = [&] {
    stances.sentiment.setZero();
    backlash.update(simulation->scene().with(ledger), labour, stances, log);
    return stances.sentiment[1];
  };
  const double first = rise();
  EXPECT_GT(first, 0);
  EXPECT_NEAR(rise(), first / 2, 1e-9 * first);
  EXPECT_NEAR(rise(), first / 4, 1e-9 * first);
}

TEST(DevelopmentAid, IncomesGrowByAidAsAShareOfGdp) {
  const auto simulation =
      testing::simulate(three_states() + "[modules.development_aid]\nshare=0.01\nceiling=5000\n");
  testing::run(*simulation, 13);
  // 1% of 45e9 to a GDP of 60e9 is 0.75% of it: 0.15*0.0075 a year, on the twelve ticks before.
  const Scene scene = simulation->scene();
  EXPECT_NEAR(std::log(scene.conditions.gdp_per_capita[0] / 3000), 0.15 * 0.0075, 3e-5);
  EXPECT_EQ(scene.conditions.gdp_per_capita[1], 12000);
  EXPECT_EQ(scene.conditions.gdp_per_capita[2], 45000);
  EXPECT_NEAR(scene.rules.transfers.sum(), 0, 1);
  EXPECT_NEAR(scene.rules.transfers[0], 0.01 * 45e9, 1e7);
}

TEST(DevelopmentAid, AidBeyondAGdpAddsNothing) {
  const auto simulation =
      testing::simulate(three_states() +
                        "[modules.development_aid]\nshare=0.2\nceiling=5000\n"
                        "[modules.slump]\ntype='recession'\ntarget=['POOR']\nmagnitude=0.9\n");
  testing::run(*simulation, 13);
  // 20% of 45e9 goes to a GDP of 6e9: it counts as 6e9, and twelve ticks add 0.15.
  EXPECT_NEAR(std::log(simulation->scene().conditions.gdp_per_capita[0] / 300), 0.15, 1e-9);
}

}  // namespace
}  // namespace sojourn::models
