#include "models/observers/flows/transitions.hpp"

#include <gtest/gtest.h>

#include <map>
#include <set>
#include <tuple>

#include "tests/support/scratch_folder.hpp"
#include "tests/worlds/small_world.hpp"

#include "sim/record/run_file.hpp"
#include "sim/record/series_sink.hpp"

namespace sojourn::models {
namespace {

constexpr PlaceId A{0}, B{1}, C{2};
constexpr int kBeforeTheRun = (1970 - kFirstBirthYear) * 12;
constexpr int kWithinTheRun = (2000 - kFirstBirthYear) * 12 + 3;

const char* const kThree = R"(
[run]
start = "2000-01"
ticks = 36
persons_per_agent = 10
[[country]]
id = "A"
population = 1_000
gdp_per_capita = 3000
[[country]]
id = "B"
population = 1_000
gdp_per_capita = 3000
[[country]]
id = "C"
population = 1_000
gdp_per_capita = 3000
)";

/// The slices of transitions, cells that are not 0 by origin, destination and move.
using Cells = std::map<std::tuple<std::size_t, std::size_t, std::size_t>, std::int64_t>;
enum : std::size_t { kOutward, kReturn, kOnward };

class Transitions final : public SeriesSink {
 public:
  void add_axis(const Axis&) override {}
  std::size_t add_series(const DatasetInfo& info, bool) override {
    names_.push_back(info.name);
    return names_.size() - 1;
  }
  void step(std::string_view, double) override {}
  void append(std::size_t series, std::span<const std::int64_t> slice) override {
    if (names_[series] != "transitions") return;
    Cells cells;
    for (std::size_t i = 0; i < slice.size(); ++i) {
      if (slice[i] != 0) cells[{i / 9, i / 3 % 3, i % 3}] = slice[i];
    }
    periods.push_back(cells);
  }
  void append(std::size_t, std::span<const double>) override {}

  std::vector<Cells> periods;

 private:
  std::vector<std::string> names_;
};

/// People whom the test moves by hand, and the observer that looks on.
class ByHand {
 public:
  explicit ByHand(const std::string& settings)
      : simulation_(testing::simulate(kThree)), recorder_(seen) {
    Diagnostics diagnostics;
    const auto node = parse_toml(settings, "test.toml", diagnostics);
    Settings read(&*node, "modules.transitions", &diagnostics);
    observer_ = std::make_unique<TransitionObserver>(read, simulation_->world());
    diagnostics.throw_if_any();
    people_.keys = simulation_->ledger().keys;
    people_.cohorts = CohortTable(simulation_->world().place_ids(), 2000, 2002);
    for (std::uint32_t s = 0; s < kShards; ++s) {
      people_.shards.emplace_back(s, people_.keys.size(), HotChannels{});
    }
  }
  Person add(std::uint32_t shard, PlaceId birth, PlaceId residence) {
    Person person = someone(birth, residence, kBeforeTheRun);
    people_.shards[shard].assign_id(person);
    put(person);
    return person;
  }
  void begin() {
    observer_->declare(simulation_->scene(), recorder_);
    observer_->begin(simulation_->scene(), people_);
  }
  /// A resident leaves home, as the commit of the next tick has it.
  Person leave(std::uint32_t shard, PlaceId home, PlaceId residence, int birth_month) {
    Person person = someone(home, residence, birth_month);
    const std::uint64_t cell = people_.cohorts.cell(home, 1970, Sex::kFemale, Skill::kLow);
    moves_.shards[shard].leaves.push_back({cell, person, residence, 0});
    people_.shards[shard].assign_id(person);
    put(person);
    return person;
  }
  void move(Person& person, PlaceId to) {
    remove(person);
    person.set_place(to);
    person.settled = to.bits();
    put(person);
  }
  void set_out(Person& person, PlaceId through) {
    remove(person);
    person.set_place(through);
    person.set_status(Status::kInTransit);
    put(person);
  }
  void remove(const Person& person) {
    for (Bucket& bucket : people_.shards[person.shard].buckets()) {
      std::erase_if(bucket.people, [&](const Person& one) { return one.id() == person.id(); });
    }
  }
  void naturalise(const Person& person) {
    remove(person);
    Change change{};
    change.after = person;
    change.before = person.place();
    change.fate = Fate::kNaturalise;
    moves_.shards[person.shard].changes.push_back(change);
  }
  /// So many ticks, the first of them with what was done since the last call.
  void pass(int n_ticks) {
    for (int i = 0; i < n_ticks; ++i, ++tick_) {
      const Scene scene = testing::at_tick(simulation_->scene(), tick_);
      observer_->watch(scene, people_, moves_);
      observer_->observe(scene, recorder_);
      for (auto& shard : moves_.shards) shard.clear();
    }
  }

  Transitions seen;

 private:
  static Person someone(PlaceId birth, PlaceId residence, int birth_month) {
    Person person{};
    person.set_place(residence);
    person.settled = residence.bits();
    person.target = Person::kNoPlace;
    person.citizenship = birth.bits();
    person.set_status(Status::kRegular);
    person.birth_month = static_cast<std::uint64_t>(birth_month);
    return person;
  }
  void put(const Person& person) {
    people_.shards[person.shard].append(
        people_.keys.key(person.place(), person.citizen_of(), person.condition()), person);
  }

  std::unique_ptr<Simulation> simulation_;
  Recorder recorder_;
  std::unique_ptr<TransitionObserver> observer_;
  Population people_;
  Moves moves_;
  int tick_ = 0;
};

TEST(Transitions, CountEverybodyByWhereTheyLivedAndWereBorn) {
  ByHand world("period = 1");
  Person onward = world.add(0, A, B), home = world.add(0, A, B), dead = world.add(1, A, B),
         there_and_back = world.add(1, A, B), citizen = world.add(2, B, C),
         on_the_way = world.add(2, C, A);
  world.add(63, A, B);  // stays
  world.begin();
  world.move(onward, C);
  world.move(there_and_back, C);
  world.move(citizen, A);
  Person emigrant = world.leave(0, C, B, kBeforeTheRun);
  world.leave(0, C, B, kWithinTheRun);  // a child that was not there yet
  world.pass(4);
  world.move(home, A);
  world.move(there_and_back, B);
  world.set_out(on_the_way, B);
  world.naturalise(citizen);
  world.remove(dead);
  world.pass(7);
  EXPECT_TRUE(world.seen.periods.empty());
  world.pass(1);
  ASSERT_EQ(world.seen.periods.size(), 1U);
  EXPECT_EQ(world.seen.periods[0], (Cells{{{1, 2, kOnward}, 10},
                                          {{1, 0, kReturn}, 10},
                                          {{2, 0, kOnward}, 10},
                                          {{2, 1, kOutward}, 10}}));
  // The next period asks where they lived a year ago, and not at the start of the run.
  world.move(emigrant, C);
  world.pass(12);
  ASSERT_EQ(world.seen.periods.size(), 2U);
  EXPECT_EQ(world.seen.periods[1], (Cells{{{1, 2, kReturn}, 10}}));
}

// Nobody can tell the new record from that of someone who always lived there.
TEST(Transitions, CountTwiceWhoLeavesAgainAsACitizen) {
  ByHand world("period = 1");
  Person citizen = world.add(3, A, B);
  world.begin();
  world.move(citizen, C);
  world.naturalise(citizen);
  world.pass(6);
  world.leave(3, C, A, kBeforeTheRun);
  world.pass(6);
  ASSERT_EQ(world.seen.periods.size(), 1U);
  EXPECT_EQ(world.seen.periods[0], (Cells{{{1, 2, kOnward}, 10}, {{2, 0, kOutward}, 10}}));
}

TEST(Transitions, BeginWhereTheyAreAskedTo) {
  ByHand world("period = 1\nstart = \"2001-01\"");
  Person early = world.add(5, A, B), late = world.add(5, A, B);
  world.begin();
  world.leave(5, C, A, kBeforeTheRun);
  world.move(early, A);
  world.pass(12);
  world.move(late, C);
  world.pass(11);
  EXPECT_TRUE(world.seen.periods.empty());
  world.pass(1);
  ASSERT_EQ(world.seen.periods.size(), 1U);
  EXPECT_EQ(world.seen.periods[0], (Cells{{{1, 2, kOnward}, 10}}));
}

TEST(Transitions, RefuseWhatTheyCannotTell) {
  EXPECT_THROW(ByHand("start = \"1999-12\""), InputError);
  EXPECT_THROW(ByHand("period = 11"), InputError);  // run.fold_after is 10 years
}

/// Three countries of unequal incomes, people of each in the others, everybody followed.
const char* const kMoving = R"(
[run]
start = "2000-01"
ticks = 72
persons_per_agent = 10
life_histories = 1_000_000
[[country]]
id = "A"
population = 2_000_000
gdp_per_capita = 2000
[[country]]
id = "B"
population = 2_000_000
gdp_per_capita = 20000
[[country]]
id = "C"
population = 2_000_000
gdp_per_capita = 50000
[[stock]]
citizenship = "A"
residence = "B"
persons = 100_000
[[stock]]
citizenship = "A"
residence = "C"
persons = 100_000
[[stock]]
citizenship = "B"
residence = "C"
persons = 100_000
[modules.intention]
h0 = 1e-3
[modules.transitions]
)";

/// Adds the ids of those with a record whom the month of birth puts into the run.
void add_born(const Simulation& simulation, std::set<std::int64_t>& born) {
  for (const Shard& shard : simulation.population().shards) {
    for (const Bucket& bucket : shard.buckets()) {
      for (const Person& person : bucket.people) {
        const bool within = person.birth_month >= (2000 - kFirstBirthYear) * 12;
        if (within) born.insert(static_cast<std::int64_t>(person.id()));
      }
    }
  }
}

RunFile recorded(const std::filesystem::path& path, int n_threads,
                 std::set<std::int64_t>* born = nullptr) {
  Recorder recorder(path, false);
  Simulation simulation(testing::scenario(kMoving), standard_catalog(), n_threads);
  simulation.attach(recorder);
  while (!simulation.done()) {
    simulation.tick();
    recorder.end_tick();
    if (born != nullptr) add_born(simulation, *born);
  }
  simulation.finish();
  recorder.finish();
  return RunFile(path);
}

/// The same, from the history of every life but those of `born`: [origin, destination, move].
std::vector<std::int64_t> from_lives(const RunFile& run, const std::set<std::int64_t>& born) {
  const auto person = run.integers("lives/person"), tick = run.integers("lives/tick");
  const auto from = run.texts("lives/from"), to = run.texts("lives/to"),
             birth = run.texts("lives/citizenship");
  std::map<std::int64_t, std::array<std::string, 3>> lives;  // birth, then, now
  for (std::size_t i = 0; i < person.size(); ++i) {
    if (tick[i] >= 60 || born.contains(person[i])) continue;
    const auto& life = lives.try_emplace(person[i], std::array{birth[i], from[i], to[i]});
    life.first->second[2] = to[i];
  }
  std::vector<std::int64_t> counts(27, 0);
  for (const auto& [id, life] : lives) {
    const auto& [home, then, now] = life;
    if (now.empty() || now == then) continue;
    const std::size_t move = then == home ? kOutward : now == home ? kReturn : kOnward;
    counts[static_cast<std::size_t>((then[0] - 'A') * 9 + (now[0] - 'A') * 3) + move] += 10;
  }
  return counts;
}

TEST(Transitions, AgreeWithTheHistoryOfEveryLife) {
  const testing::ScratchFolder folder;
  std::set<std::int64_t> born;
  const RunFile run = recorded(folder.path() / "one.h5", 1, &born);
  const std::vector<std::int64_t> counted = run.integers("transitions");
  const std::vector<std::int64_t> told = from_lives(run, born);
  EXPECT_GT(born.size(), 100U);  // so that it matters that they do not count
  ASSERT_EQ(counted.size(), 27U);
  std::int64_t all = 0;
  for (const std::int64_t n : counted) all += n;
  EXPECT_GT(all, 20'000);
  EXPECT_EQ(run.labels("period"), std::vector<std::string>{"2000-01"});
  EXPECT_EQ(counted, told);
  EXPECT_TRUE(recorded(folder.path() / "three.h5", 3).integers("transitions") == counted);
}

}  // namespace
}  // namespace sojourn::models
