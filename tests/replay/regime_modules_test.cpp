#include <gtest/gtest.h>

#include <bit>
#include <filesystem>
#include <map>
#include <sstream>

#include "models/catalog.hpp"
#include "sim/record/recorder.hpp"
#include "tests/support/runs.hpp"
#include "tools/sojourn/read/diff.hpp"

// Every module of the catalog may come, stay or leave with a regime: one that begins acts as if its
// start had been set to that date, one that stays is not disturbed, and one that leaves is
// forgotten.
namespace sojourn::replay {
namespace {

using Words = std::vector<std::uint64_t>;

/// Two transit states, an assembly of all states, and a receiver that is short of labour.
Node world(const std::vector<std::string>& assignments) {
  std::vector<std::string> all{"run.persons_per_agent=5000",
                               "run.ticks=84",
                               "modules.containment_deals.enabled=false",
                               "modules.labour_deals.enabled=false",
                               "modules.labour_deals.constant=5",
                               "modules.deal.enabled=false",
                               "modules.deal.demander=RECV",
                               "modules.deal.supplier=NORD",
                               "modules.deal.from=2015-01",
                               "modules.deal.containment=0.5",
                               "areas.club.members=[\"NORD\", \"RECV\"]",
                               "modules.union.enabled=false",
                               "modules.union.area=club",
                               "forums.assembly.region=*",
                               "forums.assembly.rule=majority",
                               "modules.boom.target=[\"RECV\"]",
                               "modules.boom.start=2016-01"};
  all.insert(all.end(), assignments.begin(), assignments.end());
  return shipped("two_transits.toml", all);
}

/// Types that a scenario may ask for, but for shocks: those keep nothing, and each has to be told
/// where it strikes.
std::vector<std::string> on_request() {
  std::vector<std::string> types;
  const Catalog catalog = models::standard_catalog();
  for (const ModuleType& type : catalog.types()) {
    if (!type.standard && type.stage != Shock::kStage) types.push_back(type.type);
  }
  return types;
}

std::string set(const std::string& module, const std::string& key, const std::string& value) {
  return "modules." + module + "." + key + "=" + value;
}

/// All of them but `without`.
std::vector<std::string> everything_but(const std::string& without) {
  std::vector<std::string> assignments;
  for (const std::string& type : on_request()) {
    assignments.push_back(set(type, "enabled", type == without ? "false" : "true"));
  }
  return assignments;
}

/// Everything of a tick: accounts and records, what states did and what was told.
void note(const Simulation& simulation, Words& words) {
  const Words people = content(simulation);
  words.insert(words.end(), people.begin(), people.end());
  const auto real = [&](double x) { words.push_back(std::bit_cast<std::uint64_t>(x)); };
  const Scene scene = simulation.scene();
  words.push_back(scene.agreements.in_force.size());
  words.push_back(scene.agreements.forums.size());
  for (const Instrument& text : scene.agreements.instruments) {
    for (const int tick : text.joined) words.push_back(static_cast<std::uint64_t>(tick));
  }
  for (const auto& array : {scene.rules.transfers, scene.rules.rights, scene.stances.openness,
                            scene.stances.rights, scene.stances.sentiment, scene.stances.excess}) {
    for (const double x : array) real(x);
  }
  for (const Event& event : simulation.events()) {
    for (const char c : event.kind + event.text) words.push_back(static_cast<unsigned char>(c));
  }
}

Words plain_run(const Node& scenario, std::vector<Event>* events = nullptr) {
  Simulation simulation(scenario, models::standard_catalog(), 1);
  Words words;
  while (!simulation.done()) {
    simulation.tick();
    note(simulation, words);
  }
  if (events != nullptr) *events = simulation.events();
  return words;
}

Words branched_run(const Node& past, const Node& regime, int from) {
  Simulation simulation(past, models::standard_catalog(), 1);
  simulation.schedule(regime, models::standard_catalog());
  Words words;
  while (!simulation.done()) {
    if (simulation.now() == from) simulation.begin_regime(0);
    simulation.tick();
    note(simulation, words);
  }
  return words;
}

TEST(RegimeModules, ThoseThatStayAreNotDisturbed) {
  const Node all = world(everything_but(""));
  std::vector<Event> events;
  EXPECT_EQ(branched_run(all, all, 40), plain_run(all, &events));
  EXPECT_GT(events.size(), 10U);
}

/// `key` of the module is the date from which it acts.
struct Start {
  const char* module;
  const char* key;
  const char* date;
  const char* told;  // an event that only a module that acts makes
};

class BeginsThen : public testing::TestWithParam<Start> {};

TEST_P(BeginsThen, LikeItsOwnStart) {
  const Start& start = GetParam();
  const std::vector<std::string> on{set(start.module, "enabled", "true")};
  const Node past = world({});
  const Node regime = world(on);
  std::vector<std::string> later = on;
  later.push_back(set(start.module, start.key, start.date));
  std::vector<Event> events;
  const Words wanted = plain_run(world(later), &events);
  EXPECT_EQ(branched_run(past, regime, 42), wanted);
  EXPECT_NE(plain_run(regime), wanted);
  EXPECT_GT(std::ranges::count(events, std::string(start.told), &Event::kind), 0);
}

// From July 2018 on; areas of free movement are thought of in whole years after the first tick.
INSTANTIATE_TEST_SUITE_P(
    RegimeModules, BeginsThen,
    testing::Values(Start{"containment_deals", "start", "2018-07", "deal"},
                    Start{"labour_deals", "start", "2018-07", "deal"},
                    Start{"deal", "from", "2018-07", "deal"},
                    Start{"free_movement_areas", "first", "48", "area founded"},
                    Start{"conventions", "start", "2018-07", "text tabled"},
                    Start{"compact", "vote", "2018-07", "compact vote"},
                    Start{"agency", "start", "2018-07", "agency founded"},
                    Start{"development_aid", "start", "2018-07", "aid begins"}),
    [](const auto& test) { return std::string(test.param.module); });

class Comes : public testing::TestWithParam<std::string> {};
class Leaves : public testing::TestWithParam<std::string> {};

// Before the first tick nothing was done or measured: whatever differs is what a module took from
// another before the regime came.
TEST_P(Comes, AndAllFindIt) {
  const Node regime = world(everything_but(""));
  EXPECT_EQ(branched_run(world(everything_but(GetParam())), regime, 0), plain_run(regime));
}

TEST_P(Leaves, AndIsForgotten) {
  const Node past = world(everything_but(""));
  const Node regime = world(everything_but(GetParam()));
  EXPECT_EQ(branched_run(past, regime, 0), plain_run(regime));
}

bool acts(const Simulation& simulation, const std::string& name) {
  const ModuleSet& all = simulation.modules();
  const auto called = [&](const auto& module) { return module->name() == name; };
  return std::ranges::any_of(all.of<HomeFront>(), called) ||
         std::ranges::any_of(all.of<Hazard>(), called) ||
         std::ranges::any_of(all.of<PayoffTerm>(), called) ||
         std::ranges::any_of(all.of<Negotiation>(), called) ||
         std::ranges::any_of(all.of<Enact>(), called) ||
         std::ranges::any_of(all.of<Departure>(), called) ||
         std::ranges::any_of(all.of<Observer>(), called);
}

TEST_P(Leaves, InTheMiddleOfTheRun) {
  const Node past = world(everything_but(""));
  const Node regime = world(everything_but(GetParam()));
  Simulation simulation(past, models::standard_catalog(), 1);
  simulation.schedule(regime, models::standard_catalog());
  while (simulation.now() < 40) simulation.tick();
  EXPECT_TRUE(acts(simulation, GetParam()));
  simulation.begin_regime(0);
  while (simulation.now() < 48) simulation.tick();
  EXPECT_FALSE(acts(simulation, GetParam()));
}

const auto kByName = [](const auto& test) { return test.param; };
INSTANTIATE_TEST_SUITE_P(RegimeModules, Comes, testing::ValuesIn(on_request()), kByName);
INSTANTIATE_TEST_SUITE_P(RegimeModules, Leaves, testing::ValuesIn(on_request()), kByName);

/// Types of the home front that every simulation has unless it says otherwise.
std::vector<std::string> standard_home_front() {
  std::vector<std::string> types;
  const Catalog catalog = models::standard_catalog();
  for (const ModuleType& type : catalog.types()) {
    if (type.standard && type.stage == HomeFront::kStage) types.push_back(type.type);
  }
  return types;
}

class StandardLeaves : public testing::TestWithParam<std::string> {};

// Deals, texts and forums that are in force are reviewed without what the module told.
TEST_P(StandardLeaves, WhileAllElseGoesOn) {
  const std::vector<std::string> all = everything_but("");
  std::vector<std::string> without = all;
  without.push_back(set(GetParam(), "enabled", "false"));
  Simulation simulation(world(all), models::standard_catalog(), 1);
  simulation.schedule(world(without), models::standard_catalog());
  while (simulation.now() < 40) simulation.tick();
  EXPECT_TRUE(acts(simulation, GetParam()));
  EXPECT_FALSE(simulation.scene().agreements.in_force.empty());
  simulation.begin_regime(0);
  while (!simulation.done()) simulation.tick();
  EXPECT_FALSE(acts(simulation, GetParam()));
}
INSTANTIATE_TEST_SUITE_P(RegimeModules, StandardLeaves, testing::ValuesIn(standard_home_front()),
                         kByName);

// What an agency weighs by is the policy's: where that leaves, it must weigh as if there had been
// none.
TEST(RegimeModules, WeightsOfAPolicyThatLeavesAreForgotten) {
  const Node past = world({"modules.agency.enabled=true", "modules.unilateral_policy.enabled=true",
                           "modules.unilateral_policy.p_w=100"});
  const Node regime = world({"modules.agency.enabled=true"});
  EXPECT_EQ(branched_run(past, regime, 0), plain_run(regime));
}

TEST(RegimeModules, TextsOfALeavingModuleEnd) {
  const Node past = world({"modules.compact.enabled=true", "modules.instruments.enabled=true"});
  const Node none = world({"modules.instruments.enabled=true"});
  Simulation simulation(past, models::standard_catalog(), 1);
  simulation.schedule(none, models::standard_catalog());
  while (simulation.now() < 50) simulation.tick();
  const auto bound = [&] {
    const Instrument& text = simulation.scene().agreements.instruments.front();
    int n = 0;
    for (int s = 0; s < simulation.world().n_states; ++s) n += text.binds(StateId(s)) ? 1 : 0;
    return n;
  };
  ASSERT_EQ(simulation.scene().agreements.instruments.size(), 1U);
  ASSERT_GT(bound(), 0);
  const std::size_t n_events = simulation.events().size();
  simulation.begin_regime(0);
  EXPECT_EQ(simulation.scene().agreements.instruments.front().ended, 50);
  EXPECT_EQ(bound(), 0);
  ASSERT_EQ(simulation.events().size(), n_events + 1);
  EXPECT_EQ(simulation.events().back().kind, "text ended");
  EXPECT_EQ(simulation.events().back().text, "compact: compact is not part of what begins now");
  EXPECT_EQ(simulation.events().back().module, "compact");
  EXPECT_EQ(simulation.events().back().stage, "negotiation");
  EXPECT_EQ(simulation.scene().agreements.in_force.size(), 0U);
  simulation.tick();
  // Declared rights are all that is left.
  EXPECT_EQ((simulation.scene().rules.rights - simulation.scene().stances.rights).abs().sum(), 0);
}

TEST(RegimeModules, TextsOfAModuleThatStaysLive) {
  const Node past = world({"modules.compact.enabled=true"});
  const Node more =
      world({"modules.compact.enabled=true", "modules.unilateral_policy.enabled=true"});
  Simulation simulation(past, models::standard_catalog(), 1);
  simulation.schedule(more, models::standard_catalog());
  while (simulation.now() < 50) simulation.tick();
  simulation.begin_regime(0);
  ASSERT_EQ(simulation.scene().agreements.instruments.size(), 1U);
  EXPECT_TRUE(simulation.scene().agreements.instruments.front().alive());
}

/// Writes the run file of a run in which `regime` begins at `from`; -1: never.
std::filesystem::path recorded(const std::string& name, const Node& past, const Node& regime,
                               int from) {
  const auto path = std::filesystem::temp_directory_path() /
                    ("regime_modules_" + std::to_string(::getpid()) + name + ".h5");
  Recorder recorder(path, true);
  Simulation simulation(past, models::standard_catalog(), 1);
  if (from >= 0) simulation.schedule(regime, models::standard_catalog());
  simulation.attach(recorder);
  while (!simulation.done()) {
    if (simulation.now() == from) simulation.begin_regime(0);
    simulation.tick();
    recorder.end_tick();
  }
  simulation.finish();
  recorder.finish();
  return path;
}

TEST(RegimeModules, ObserversWatchOnAsBefore) {
  const Node all = world(everything_but(""));
  const auto plain = recorded("plain", all, all, -1), branched = recorded("branch", all, all, 40);
  std::ostringstream told;
  EXPECT_EQ(command::print_diff(plain, branched, told), 0) << told.str();
  std::filesystem::remove(plain);
  std::filesystem::remove(branched);
}

TEST(RegimeModules, ObserversWatchWhateverComesAndLeaves) {
  const Node all = world(everything_but("")),
             none = world({"modules.forums.enabled=true", "modules.instruments.enabled=true",
                           "modules.bargaining.enabled=true"});
  std::filesystem::remove(recorded("come", none, all, 40));
  std::filesystem::remove(recorded("leave", all, none, 40));
}

}  // namespace
}  // namespace sojourn::replay
