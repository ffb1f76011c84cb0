#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cstddef>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>
#include <vector>

#include "models/catalog.hpp"
#include "models/catalog/agreements.hpp"
#include "sim/record/checkpoint/checkpoint.hpp"
#include "sim/record/recorder.hpp"
#include "tests/support/runs.hpp"

// A run that goes on from a checkpoint makes the file of the run that was never stopped, byte for
// byte, wherever it was stopped, with every module, by months and days, over the beginning of a
// regime, with any number of threads.
namespace sojourn::replay {
namespace {

namespace fs = std::filesystem;

/// A state in memory: first saved, then loaded.
class MemoryArchive final : public Archive {
 public:
  MemoryArchive() : Archive(false) {}
  /// Loads what `saved` holds.
  explicit MemoryArchive(const MemoryArchive& saved) : Archive(true), bytes_(saved.bytes_) {}

  bool at_end() const { return at_ == bytes_.size(); }
  const std::vector<std::byte>& bytes() const { return bytes_; }

 private:
  void raw(std::span<std::byte> bytes) override {
    if (!loading()) {
      bytes_.insert(bytes_.end(), bytes.begin(), bytes.end());
      return;
    }
    if (bytes.size() > bytes_.size() - at_) throw ArchiveError("the state ends too soon");
    std::ranges::copy(std::span(bytes_).subspan(at_, bytes.size()), bytes.begin());
    at_ += bytes.size();
  }

  std::vector<std::byte> bytes_;
  std::size_t at_ = 0;
};

/// A run file of this process; it and what lies beside it is gone with the object.
class Scratch {
 public:
  explicit Scratch(const std::string& name)
      : path_(fs::temp_directory_path() /
              ("checkpoints-" + name + "-" + std::to_string(::getpid()) + ".h5")) {}
  ~Scratch() {
    fs::remove(path_);
    remove_checkpoints(path_);
  }
  Scratch(const Scratch&) = delete;
  Scratch& operator=(const Scratch&) = delete;
  const fs::path& path() const { return path_; }
  std::string bytes() const {
    std::ifstream file(path_, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
  }

 private:
  fs::path path_;
};

/// What runs: a scenario, and perhaps a regime from a tick on.
struct Plan {
  Node scenario;
  std::optional<Node> regime = {};
  int from = 0;
};

/// A simulation with its recorder, at its first tick.
class Recorded {
 public:
  Recorded(const Plan& plan, const Scratch& file, int n_threads)
      : plan_(plan),
        recorder_(file.path(), true),
        simulation_(plan.scenario, models::standard_catalog(), n_threads) {
    if (plan.regime) simulation_.schedule(*plan.regime, models::standard_catalog());
    recorder_.attribute("scenario", simulation_.resolved());
    simulation_.attach(recorder_);
  }

  void until(int tick) {
    while (simulation_.now() < tick) {
      if (plan_.regime && simulation_.now() == plan_.from) simulation_.begin_regime(0);
      simulation_.tick();
      recorder_.end_tick();
    }
  }
  void finish() {
    until(simulation_.world().n_ticks);
    simulation_.finish();
    recorder_.finish();
  }
  Recorder& recorder() { return recorder_; }
  Simulation& simulation() { return simulation_; }

 private:
  const Plan& plan_;
  Recorder recorder_;
  Simulation simulation_;
};

const StatefulKinds kKinds = models::agreement_kinds();

std::string whole_file(const Plan& plan) {
  const Scratch file("whole");
  Recorded run(plan, file, 1);
  run.finish();
  return file.bytes();
}

/// Runs until `tick`, and leaves rows and a checkpoint.
void stop(const Plan& plan, const Scratch& file, int tick) {
  Recorded run(plan, file, 2);
  JournalFile journal(journal_of(file.path()));
  run.recorder().keep(&journal);
  run.until(tick);
  CheckpointHead head;
  head.tick = tick;
  head.rows = journal.sync();
  CheckpointWriter writer(file.path(), head);
  writer.set_kinds(kKinds);
  run.simulation().state(writer);
  writer.finish();
}

/// Loads what stop() left.
void take_up(const Scratch& file, Recorded& run) {
  CheckpointReader reader(checkpoints_of(file.path()).front());
  record_again(journal_of(file.path()), reader.head().rows, run.recorder());
  reader.set_kinds(kKinds);
  run.simulation().state(reader);
}

std::string resumed_file(const Plan& plan, int tick, int n_threads) {
  const Scratch file("resumed");
  stop(plan, file, tick);
  Recorded run(plan, file, n_threads);
  take_up(file, run);
  EXPECT_EQ(run.simulation().now(), tick);
  run.finish();
  return file.bytes();
}

void expect_equal(const Plan& plan, const std::vector<int>& ticks) {
  const std::string whole = whole_file(plan);
  ASSERT_GT(whole.size(), 10000U);
  int n_threads = 1;
  for (const int tick : ticks) {
    EXPECT_TRUE(resumed_file(plan, tick, n_threads) == whole)
        << "stopped before tick " << tick << ", " << n_threads << " threads";
    n_threads = 3 - n_threads;
  }
}

TEST(Checkpoints, GoOnWithEveryModule) {
  expect_equal({with_every_module(models::standard_catalog(), 48)}, {0, 1, 6, 13, 26, 36, 47});
}
TEST(Checkpoints, GoOnWhereRoomIsLimited) {
  expect_equal({crowded_scenario(24)}, {5, 12, 23});
}
TEST(Checkpoints, GoOnByDays) {
  expect_equal({daily_scenario(400)}, {31, 330, 366});
}
TEST(Checkpoints, GoOnAmongThoseWhoComeForATerm) {
  expect_equal({term_scenario()}, {1, 17});
}
TEST(Checkpoints, GoOnInTheMediterranean) {
  expect_equal({mediterranean_scenario(14)}, {11, 12});
}

/// Deals, areas and policies come with a regime whose modules watch before.
TEST(Checkpoints, GoOnOverTheBeginningOfARegime) {
  const std::vector<std::string> before{"run.persons_per_agent=5000", "run.ticks=72",
                                        "modules.containment_deals.enabled=false",
                                        "modules.labour_deals.enabled=false"};
  std::vector<std::string> after = before;
  for (const char* name : {"containment_deals", "labour_deals", "free_movement_areas",
                           "unilateral_policy", "forum_politics", "agency", "conventions"}) {
    std::erase(after, std::string("modules.") + name + ".enabled=false");
    after.push_back(std::string("modules.") + name + ".enabled=true");
  }
  expect_equal({shipped("two_transits.toml", before), shipped("two_transits.toml", after), 30},
               {20, 30, 31, 55});
}

/// A state that is loaded is saved as the same bytes.
TEST(Checkpoints, SayAllThatTheyHaveRead) {
  const Plan plan{with_every_module(models::standard_catalog(), 40)};
  const Scratch one("one"), other("other");
  Recorded run(plan, one, 1);
  run.until(30);
  MemoryArchive saved;
  saved.set_kinds(kKinds);
  run.simulation().state(saved);
  Recorded again(plan, other, 2);
  MemoryArchive loaded(saved);
  loaded.set_kinds(kKinds);
  again.simulation().state(loaded);
  EXPECT_TRUE(loaded.at_end());
  MemoryArchive second;
  second.set_kinds(kKinds);
  again.simulation().state(second);
  EXPECT_TRUE(second.bytes() == saved.bytes());
  EXPECT_TRUE(content(again.simulation()) == content(run.simulation()));
}

/// Calls fn(module, its state) for every module that keeps something.
template <class Fn>
void each_stateful(const ModuleSet& modules, const Fn& fn) {
  modules.each_stage([&](const auto& list) {
    for (const auto& module : list) {
      if (auto* stateful = dynamic_cast<Stateful*>(module.get())) fn(module->name(), *stateful);
    }
  });
}

/// Goes on from what stop() left, after which the module has the state of the start.
std::string file_without_state(const Plan& plan, const Scratch& stopped,
                               const std::string& forgetful) {
  const Scratch file("forgetful");
  fs::copy_file(journal_of(stopped.path()), journal_of(file.path()));
  fs::copy_file(checkpoints_of(stopped.path()).front(), checkpoints_of(file.path()).front());
  Recorded run(plan, file, 1);
  const auto pass = [&](MemoryArchive& archive) {
    each_stateful(run.simulation().modules(), [&](const std::string& name, Stateful& module) {
      if (name == forgetful) module.state(archive);
    });
  };
  MemoryArchive fresh;
  pass(fresh);
  take_up(file, run);
  MemoryArchive back(fresh);
  pass(back);
  run.finish();
  return file.bytes();
}

/// Whether a process of its own, which may end in any way, comes to the same file.
bool is_silent(const Plan& plan, const Scratch& stopped, const std::string& forgetful,
               const std::string& whole) {
  const pid_t child = ::fork();
  if (child == 0) {
    try {
      ::_exit(file_without_state(plan, stopped, forgetful) == whole ? 0 : 1);
    } catch (...) {
      ::_exit(1);
    }
  }
  int status = 0;
  ::waitpid(child, &status, 0);
  return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

/// The tests above would not tell of a module whose state makes no difference in their worlds. Here
/// each in turn forgets what it kept. Silent are those that reckon it anew before they use it, the
/// labour market, which keeps something only as long as it waits for a regime, the backlash
/// against people whom the agency would place, since it places nobody here, and flight, since
/// nobody was counted.
TEST(Checkpoints, WithoutTheStateOfAModuleMakeAnotherFile) {
  const Plan plan{with_every_module(
      models::standard_catalog(), 84,
      {"modules.elections.term=1", "modules.elections.b_sentiment=20",
       "modules.elections.b_unemployment=100", "modules.placement_backlash.memory=2",
       "modules.labour_deals.constant=20", "modules.emigration.chi=5",
       "modules.emigration.owed=0.9", "modules.union.exit_rate=12",
       "modules.union.institution=flexible", "modules.union.f=0.05",
       "modules.boom.target=[\"RECV\"]", "countries.RECV.workforce_growth=0.03"})};
  const std::string whole = whole_file(plan);
  std::vector<std::string> names, silent;
  const Simulation fresh(plan.scenario, models::standard_catalog(), 1);
  each_stateful(fresh.modules(),
                [&](const std::string& name, Stateful&) { names.push_back(name); });
  ASSERT_GT(names.size(), 20U);
  const Scratch stopped("stopped");
  stop(plan, stopped, 43);
  for (const std::string& name : names) {
    if (is_silent(plan, stopped, name, whole)) silent.push_back(name);
  }
  EXPECT_EQ(silent, (std::vector<std::string>{"labour_market", "placement_backlash", "recruiters",
                                              "kin_calls", "flight", "retention"}));
}

/// Donors divide the money of an agency, which asks more while places stay empty.
TEST(Checkpoints, GoOnWithAnAgencyThatPlacesPeople) {
  const Plan plan{
      parsed("format_version=1\n[run]\nstart='2015-01'\nticks=62\nseed=5\npersons_per_agent=20\n"
             "[[country]]\nid='POOR'\npopulation=2_000_000\ngdp_per_capita=3000\n"
             "tertiary_share=0\n"
             "[[country]]\nid='MID'\npopulation=100_000\ngdp_per_capita=12000\nlongitude=5\n"
             "rights=0.6\nworkforce_growth=0.04\n"
             "[[country]]\nid='RICH'\npopulation=100_000\ngdp_per_capita=45000\nlongitude=20\n"
             "rights=0.6\n"
             "[modules.intention]\nh0=0.004\n"
             "[modules.agency]\nbudget=1e-3\ndivision='chosen'\nasks_more=true\n")};
  Simulation whole(plan.scenario, models::standard_catalog(), 1);
  std::int64_t placed = 0;
  while (whole.now() < 38) {
    whole.tick();
    for (const std::int64_t n : whole.ledger().tick.recruited) placed += n;
  }
  ASSERT_GT(placed, 10);
  expect_equal(plan, {13, 30, 38, 49});
  const Scratch stopped("agency");
  stop(plan, stopped, 38);
  EXPECT_FALSE(is_silent(plan, stopped, "agency", whole_file(plan)));
}

/// Who would flee waits until the border opens.
TEST(Checkpoints, GoOnWhilePeopleWaitToFlee) {
  const Plan plan{
      parsed("format_version=1\n[run]\nstart='2020-01-01'\ntick='day'\nticks=60\n"
             "[[country]]\nid='A'\npopulation=90000\ngdp_per_capita=3000\n"
             "[[country]]\nid='B'\npopulation=90000\ngdp_per_capita=3000\nlongitude=5\n"
             "[[corridor]]\nfrom='A'\nto='B'\nkm=90\n[modules.havens]\nplaces=['B']\nroom=[9000]\n"
             "[modules.flight]\npersons=[900, 0, 400, 800]\n"
             "[modules.shut]\ntype='border_closure'\nto=['B']\nstart='2020-01-01'\n"
             "until='2020-01-20'\n")};
  expect_equal(plan, {2, 10, 22});
  const Scratch stopped("waiting");
  stop(plan, stopped, 10);
  EXPECT_FALSE(is_silent(plan, stopped, "flight", whole_file(plan)));
}

}  // namespace
}  // namespace sojourn::replay
