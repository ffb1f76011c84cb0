#include "models/observers/bargaining.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>

#include "sim/record/recorder.hpp"
#include "sim/record/run_file.hpp"
#include "tests/worlds/small_world.hpp"

namespace sojourn::models {
namespace {

namespace fs = std::filesystem;

/// Two years and a month of scenarios/two_transits.toml with a war from the second year on.
std::vector<std::string> at_war(std::vector<std::string> more) {
  more.insert(more.end(),
              {"run.ticks=25", "run.persons_per_agent=1000", "run.life_histories=0",
               "modules.war.start=2016-01", "modules.war.rise=1.0",
               "modules.containment_deals.enabled=false", "modules.bargaining.type=bargaining"});
  return more;
}

struct Recorded {
  std::unique_ptr<Simulation> simulation;
  std::unique_ptr<RunFile> file;
};
Recorded record(std::vector<std::string> more) {
  const fs::path out =
      fs::path(::testing::TempDir()) / ("bargaining_test-" + std::to_string(::getpid()) + ".h5");
  Recorded run;
  run.simulation =
      testing::simulate(testing::shipped("two_transits.toml", at_war(std::move(more))));
  Recorder recorder(out, true);
  run.simulation->attach(recorder);
  while (!run.simulation->done()) {
    run.simulation->tick();
    recorder.end_tick();
  }
  run.simulation->finish();
  recorder.finish();
  run.file = std::make_unique<RunFile>(out);
  return run;
}

std::string fault_of(const std::string& dyads) {
  try {
    testing::simulate(
        testing::shipped("two_transits.toml",
                         {"modules.bargaining.type=bargaining", "modules.bargaining.dyads=" + dyads,
                          "unions.BOTH.members=[\"NORD\", \"SUED\"]"}));
  } catch (const InputError& fault) {
    return fault.what();
  }
  return {};
}

TEST(Bargaining, RecordsTheFirstTickOfEveryYearButTheFirst) {
  const Recorded run = record({"modules.bargaining.dyads=[\"RECV-NORD\", \"PEER-RECV\"]"});
  EXPECT_EQ(run.file->labels("year"), (std::vector<std::string>{"2016", "2017"}));
  EXPECT_EQ(run.file->labels("dyad"), (std::vector<std::string>{"RECV-NORD", "PEER-RECV"}));
  EXPECT_EQ(run.file->reals("ideal_point").size(), 2U * 2 * 2 * 3);
  EXPECT_EQ(run.file->reals("win_set_area").size(), 2U * 2 * 3);
}

/// What is recorded is what the positions of that moment make of the settings.
TEST(Bargaining, RecordsIdealPointsByHand) {
  const Recorded run = record({"modules.bargaining.dyads=[\"RECV-NORD\"]",
                               "modules.bargaining.q=0.1", "modules.bargaining.pressure=50.0"});
  const auto flow = run.file->reals("net_flow"), pressure = run.file->reals("pressure");
  const auto ideal = run.file->reals("ideal_point");
  const Scene scene = run.simulation->scene();
  for (const int side : {0, 1}) {
    const auto last = static_cast<std::size_t>(2 + side);  // [year 1, side]
    const Party own{"", {StateId(side == 0 ? 3 : 1)}};
    EXPECT_NEAR(ideal[3 * last + kAdmission], 0.1 - 0.6 * flow[last] + shortage(scene, own), 1e-12);
    EXPECT_NEAR(ideal[3 * last + kContainment], 0.1 + 50 * pressure[last] - hosted(scene, own),
                1e-12);
    EXPECT_NEAR(ideal[3 * last + kRights], 0.1 - 0.6 * flow[last] * Diaspora{}.of(scene, own),
                1e-12);
  }
  EXPECT_GT(flow[2], 0);
  EXPECT_LT(flow[3], 0);
  EXPECT_GT(pressure[2], 0);
}

TEST(Bargaining, ASetIsRecordedAsEmptyIffItHasNoSizeAndNoGain) {
  const Recorded run = record({});
  const auto empty = run.file->integers("win_set_empty");
  const auto volume = run.file->reals("win_set_volume"), gain = run.file->reals("best_gain");
  const auto text = run.file->reals("best_text");
  int open = 0;
  for (std::size_t i = 0; i < empty.size(); ++i) {
    EXPECT_EQ(empty[i] == 0, volume[i] > 0);
    EXPECT_EQ(empty[i] == 0, gain[i] > 0);
    if (empty[i] == 1) {
      for (std::size_t k = 0; k < 3; ++k) EXPECT_EQ(text[3 * i + k], 0.05);
    }
    open += empty[i] == 0 ? 1 : 0;
  }
  EXPECT_GT(open, 0);
  EXPECT_LT(open, static_cast<int>(empty.size()));
}

TEST(Bargaining, ByDefaultItWatchesThosePairsThatManyLiveBetween) {
  const Recorded run = record({});
  EXPECT_EQ(run.file->labels("dyad"),
            (std::vector<std::string>{"RECV-PEER", "SEND-RECV", "NORD-RECV", "SUED-RECV"}));
}

TEST(Bargaining, ARunWithoutPeopleAbroadRecordsNoDyads) {
  auto simulation = testing::simulate(
      "[[country]]\nid = \"A\"\npopulation = 1000\ngdp_per_capita = 1000\n"
      "[[country]]\nid = \"B\"\npopulation = 1000\ngdp_per_capita = 1000\n[modules.bargaining]\n");
  Recorder recorder(fs::path(::testing::TempDir()) / "bargaining_none.h5", true);
  simulation->attach(recorder);
  for (int t = 0; t < 13; ++t) simulation->tick();
  EXPECT_NO_THROW(recorder.finish());
}

TEST(Bargaining, NamesTheNearestParty) {
  EXPECT_EQ(fault_of("[\"RECV-SEND\"]"), "");
  EXPECT_NE(fault_of("[\"RECV-SENT\"]").find("unknown union or state \"SENT\""), std::string::npos);
  EXPECT_NE(fault_of("[\"RECV-SENT\"]").find("SEND"), std::string::npos);
  EXPECT_NE(fault_of("[\"RECV-NORD\"]").find("\"NORD\" bargains as part of \"BOTH\""),
            std::string::npos);
  EXPECT_NE(fault_of("[\"RECV\"]").find("no pair"), std::string::npos);
  EXPECT_NE(fault_of("[\"RECV-RECV\"]").find("one party twice"), std::string::npos);
  EXPECT_NE(fault_of("[\"RECV-SEND\", \"SEND-RECV\"]").find("named twice"), std::string::npos);
}

TEST(Bargaining, OneRecordsForAll) {
  EXPECT_THROW(
      testing::simulate(testing::shipped("two_transits.toml", {"modules.bargaining.type=bargaining",
                                                               "modules.more.type=bargaining"})),
      InputError);
}

/// A watcher changes nothing.
TEST(Bargaining, TheRunIsTheSameWithoutIt) {
  const Recorded with = record({}), without = record({"modules.bargaining.enabled=false"});
  EXPECT_EQ(with.file->integers("stocks"), without.file->integers("stocks"));
  EXPECT_EQ(with.file->integers("arrivals"), without.file->integers("arrivals"));
  EXPECT_EQ(without.file->find("ideal_point"), nullptr);
}

}  // namespace
}  // namespace sojourn::models
