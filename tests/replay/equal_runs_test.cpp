#include <sys/wait.h>
#include <unistd.h>

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <thread>

#include "models/catalog.hpp"
#include "sim/input/scenario.hpp"
#include "sim/record/recorder.hpp"
#include "tests/support/runs.hpp"

// One scenario and one seed give one run: every count, every cohort, every record bit for bit,
// whatever the number of threads, whoever runs beside it, and from the resolved text.
namespace sojourn::replay {
namespace {

/// A file name of this process that is gone with the object.
class Scratch {
 public:
  explicit Scratch(const std::string& name)
      : path_(std::filesystem::temp_directory_path() /
              (name + "-" + std::to_string(::getpid()) + ".h5")) {}
  ~Scratch() { std::filesystem::remove(path_); }
  Scratch(const Scratch&) = delete;
  Scratch& operator=(const Scratch&) = delete;
  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

/// The bytes of the run file, without provenance.
std::string run_file(const Node& scenario, int n_threads, const std::string& name) {
  const Scratch scratch(name);
  Recorder recorder(scratch.path(), true);
  Simulation simulation(scenario, models::standard_catalog(), n_threads);
  recorder.attribute("scenario", simulation.resolved());
  simulation.attach(recorder);
  while (!simulation.done()) {
    simulation.tick();
    recorder.end_tick();
  }
  simulation.finish();
  recorder.finish();
  std::ifstream file(scratch.path(), std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

std::uint64_t hash_of(const std::vector<std::uint64_t>& words) {
  std::uint64_t hash = 0xcbf29ce484222325U;
  for (const std::uint64_t word : words) hash = (hash ^ word) * 0x100000001b3U + (hash >> 31);
  return hash;
}

void expect_equal_for_threads(const Node& scenario) {
  const std::vector<std::uint64_t> alone = content_of_run(scenario, 1);
  for (const int n : {2, 3, 8}) {
    EXPECT_TRUE(content_of_run(scenario, n) == alone) << n << " threads";
  }
}

TEST(Threads, DoNotShowOnTheRivalRoutes) {
  expect_equal_for_threads(corridor_scenario(24));
}
TEST(Threads, DoNotShowByDays) {
  expect_equal_for_threads(daily_scenario(70));
}
TEST(Threads, DoNotShowWhereRoomIsLimited) {
  expect_equal_for_threads(crowded_scenario());
}
TEST(Threads, DoNotShowAmongThoseWhoComeForATerm) {
  expect_equal_for_threads(term_scenario());
  Simulation simulation(term_scenario(), models::standard_catalog(), 1);
  std::array<std::int64_t, 2> came{};
  while (!simulation.done()) {
    simulation.tick();
    for (const PlaceId place : simulation.world().place_ids()) {
      const auto& arrivals = simulation.ledger().tick.arrivals;
      came[0] += arrivals(StateId(0), place, simulation.modules().channel("visit"));
      came[1] += arrivals(StateId(0), place, simulation.modules().channel("contract"));
    }
  }
  EXPECT_GT(came[0], 100);
  EXPECT_GT(came[1], 100);
}
TEST(Threads, DoNotShowInTheMediterranean) {
  expect_equal_for_threads(mediterranean_scenario(6));
}

/// Two transit states in which politics at home, elections and retention are on; rights are worst
/// where the foreign workers are, and those leave fast.
Node politics_scenario(const std::string& leave) {
  const std::filesystem::path scenarios = std::filesystem::path(SOJOURN_SOURCE_DIR) / "scenarios";
  return load_scenario({scenarios / "two_transits.toml",
                        {scenarios / "regimes/home_politics.toml"},
                        {"run.persons_per_agent=2000", "run.ticks=40", "modules.retention.most=5",
                         "countries.RECV.rights=0.2", "modules.retention.leave=" + leave}});
}

TEST(Threads, DoNotShowInPoliticsAtHome) {
  const Node scenario = politics_scenario("1");
  expect_equal_for_threads(scenario);
  EXPECT_FALSE(content_of_run(scenario, 1) == content_of_run(politics_scenario("0"), 1));
}

TEST(Threads, DoNotShowInTheRunFile) {
  const Node scenario = crowded_scenario(14);
  const std::string alone = run_file(scenario, 1, "one");
  ASSERT_GT(alone.size(), 10000U);
  for (const int n : {1, 2, 3, 8}) {
    EXPECT_TRUE(run_file(scenario, n, "many") == alone) << n << " threads";
  }
}

/// Where everyone is and what they are, tick by tick; channels that come last take no part in it.
std::vector<std::int64_t> whereabouts(const Node& scenario) {
  Simulation simulation(scenario, models::standard_catalog(), 1);
  std::vector<std::int64_t> all;
  while (!simulation.done()) {
    simulation.tick();
    const Ledger& ledger = simulation.ledger();
    for (const auto* list : {&ledger.stocks, &ledger.residents.flat(),
                             &ledger.tick.crossings.flat(), &ledger.tick.deaths.flat()}) {
      all.insert(all.end(), list->begin(), list->end());
    }
  }
  return all;
}

/// In a world that says nothing of visas or contracts these are as if they were not.
TEST(Channels, ThatNobodyMayUseChangeNothing) {
  Node scenario = crowded_scenario(24);
  const auto with = whereabouts(scenario);
  for (const char* name : {"visit", "overstay", "contract", "contract_pay", "contract_end",
                           "absconding", "recruiters"}) {
    scenario.table()["modules"].table()[name].value = Node::Table{{"enabled", {false, {}}}};
  }
  EXPECT_EQ(whereabouts(scenario), with);
  Node open = term_scenario(24);
  const auto used = whereabouts(open);
  open.table()["modules"].table()["contract"].table()["quota"].value = 0.0;
  EXPECT_NE(whereabouts(open), used);
}

/// Without this the tests above could pass on runs in which nothing depends on luck.
TEST(Seeds, Differ) {
  Node scenario = crowded_scenario(12);
  const auto one = content_of_run(scenario, 1);
  scenario.table()["run"].table()["seed"].value = std::int64_t{7};
  EXPECT_FALSE(content_of_run(scenario, 1) == one);
}

/// The hash of a run that a process of its own does, before this one has run anything (each test is
/// a process under ctest), so that no hidden state of the process can be shared.
std::uint64_t hash_of_own_process(const Node& scenario) {
  std::array<int, 2> ends{};
  if (::pipe(ends.data()) != 0) return 0;
  const pid_t child = ::fork();
  if (child == 0) {
    const std::uint64_t hash = hash_of(content_of_run(scenario, 1));
    const bool told = ::write(ends[1], &hash, sizeof hash) == sizeof hash;
    ::_exit(told ? 0 : 1);
  }
  std::uint64_t hash = 0;
  if (::read(ends[0], &hash, sizeof hash) != sizeof hash) hash = 0;
  ::close(ends[0]);
  ::close(ends[1]);
  ::waitpid(child, nullptr, 0);
  return hash;
}

TEST(SideBySide, RunsAreAsInProcessesOfTheirOwn) {
  const Node first = crowded_scenario(12), second = daily_scenario(30);
  const std::uint64_t alone_first = hash_of_own_process(first);
  const std::uint64_t alone_second = hash_of_own_process(second);
  ASSERT_NE(alone_first, 0U);
  ASSERT_NE(alone_second, 0U);
  EXPECT_EQ(hash_of(content_of_run(first, 1)), alone_first);
  EXPECT_EQ(hash_of(content_of_run(second, 1)), alone_second);
}

TEST(SideBySide, TwoInterleavedRunsAreAsAlone) {
  const Node first = crowded_scenario(20), second = daily_scenario(40);
  Simulation alone_first(first, models::standard_catalog(), 1),
      alone_second(second, models::standard_catalog(), 1);
  while (!alone_first.done()) alone_first.tick();
  while (!alone_second.done()) alone_second.tick();
  Simulation a(first, models::standard_catalog(), 2), b(second, models::standard_catalog(), 2);
  while (!a.done() || !b.done()) {
    if (!a.done()) a.tick();
    if (!b.done()) b.tick();
    if (!b.done()) b.tick();
  }
  EXPECT_TRUE(content(a) == content(alone_first));
  EXPECT_TRUE(content(b) == content(alone_second));
}

TEST(SideBySide, RunsInTwoThreadsAreAsAlone) {
  const Node first = crowded_scenario(20), second = corridor_scenario(12);
  const auto alone_first = content_of_run(first, 1), alone_second = content_of_run(second, 1);
  std::vector<std::uint64_t> a, b, c;
  std::thread one([&] { a = content_of_run(first, 2); });
  std::thread two([&] { b = content_of_run(second, 2); });
  c = content_of_run(first, 1);
  one.join();
  two.join();
  EXPECT_TRUE(a == alone_first);
  EXPECT_TRUE(b == alone_second);
  EXPECT_TRUE(c == alone_first);
}

void expect_resolved_runs_alike(const Node& scenario) {
  Simulation written(scenario, models::standard_catalog(), 1);
  Simulation read(parsed(written.resolved()), models::standard_catalog(), 1);
  EXPECT_EQ(read.resolved(), written.resolved());
  while (!written.done()) {
    written.tick();
    read.tick();
  }
  EXPECT_TRUE(read.done());
  EXPECT_TRUE(content(read) == content(written));
}

TEST(Resolved, TextGivesTheSameRun) {
  expect_resolved_runs_alike(crowded_scenario(15));
  expect_resolved_runs_alike(daily_scenario(40));
  expect_resolved_runs_alike(corridor_scenario(12));
}
TEST(Resolved, TextOfTheMediterraneanGivesTheSameRun) {
  expect_resolved_runs_alike(mediterranean_scenario(4));
}

TEST(Resolved, TextOfARunWithEveryModuleGivesTheSameRunFile) {
  const Catalog catalog = models::standard_catalog();
  const Node scenario = with_every_module(catalog, 48);
  const Simulation written(scenario, catalog, 1);
  const std::vector<std::string> names = written.modules().names();
  for (const ModuleType& type : catalog.types()) {
    EXPECT_EQ(std::ranges::count(names, type.type), 1) << type.type;
  }
  const std::string file = run_file(scenario, 1, "written");
  ASSERT_GT(file.size(), 10000U);
  EXPECT_TRUE(run_file(parsed(written.resolved()), 1, "read") == file);
}

}  // namespace
}  // namespace sojourn::replay
