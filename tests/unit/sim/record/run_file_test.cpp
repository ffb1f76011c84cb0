#include "sim/record/run_file.hpp"

#include <gtest/gtest.h>
#include <stdlib.h>

#include <cmath>
#include <filesystem>
#include <fstream>
#include <limits>
#include <sstream>
#include <string>
#include <vector>

#include "sim/record/recorder.hpp"
#include "tests/support/sample_run.hpp"
#include "tests/support/scratch_folder.hpp"
#include "tools/sojourn/read/info.hpp"

namespace sojourn {
namespace {

namespace fs = std::filesystem;
using testing::Sample;
using testing::write_sample;
using Texts = std::vector<std::string>;

class RunFileTest : public ::testing::Test {
 protected:
  void SetUp() override { path_ = folder_ / "run.h5"; }
  std::string refusal() const {
    try {
      const RunFile run(path_);
    } catch (const ReadError& error) {
      return error.what();
    }
    return "opened";
  }

  testing::ScratchFolder scratch_;
  const fs::path& folder_ = scratch_.path();
  fs::path path_;
};

TEST_F(RunFileTest, KeepsValues) {
  Sample sample;
  sample.n_ticks = 70;  // over two flushes and a remainder
  write_sample(path_, sample);
  const RunFile run(path_);
  std::vector<std::int64_t> flows;
  std::vector<double> filling;
  for (int tick = 0; tick < sample.n_ticks; ++tick) {
    for (int origin = 0; origin < 2; ++origin) {
      for (int to = 0; to < 3; ++to) flows.push_back(testing::flow_of(tick, origin, to));
    }
    for (const double cell : testing::filler_of(tick, 3)) filling.push_back(cell);
  }
  EXPECT_EQ(run.integers("flow"), flows);
  EXPECT_EQ(run.reals("filler"), filling);
  EXPECT_EQ(run.integers("flow", 69, 1), std::vector<std::int64_t>(flows.end() - 6, flows.end()));
  EXPECT_EQ(run.reals("wage"), (std::vector<double>{1.5, 2.5}));
  EXPECT_EQ(run.integers("answer"), std::vector<std::int64_t>{42});
  EXPECT_EQ(run.texts("country_name"), (Texts{"Aria", "Bur"}));
  EXPECT_EQ(run.integers("births"),
            (std::vector<std::int64_t>{0, 1, 12, 13, 24, 25, 36, 37, 48, 49, 60, 61}));
  EXPECT_EQ(run.integers("events/tick").size(), 14U);
  EXPECT_EQ(run.texts("events/text").at(2), "ARI-BUR: agreed in tick 10");
}

TEST_F(RunFileTest, KeepsSlicesLargerThanAChunk) {
  Sample sample;
  sample.n_ticks = 3;
  sample.cells_per_tick = 300000;
  write_sample(path_, sample);
  const RunFile run(path_);
  for (int tick = 0; tick < 3; ++tick) {
    EXPECT_EQ(run.reals("filler", static_cast<std::size_t>(tick), 1),
              testing::filler_of(tick, 300000));
  }
}

TEST_F(RunFileTest, KeepsAxesUnitsAndMeaning) {
  write_sample(path_);
  const RunFile run(path_);
  const StoredDataset* flow = run.find("flow");
  ASSERT_NE(flow, nullptr);
  EXPECT_EQ(flow->axes, (Texts{"time", "origin", "destination"}));
  EXPECT_EQ(flow->shape, (std::vector<std::size_t>{14, 2, 3}));
  EXPECT_EQ(flow->type, ColumnType::kInteger);
  EXPECT_EQ(flow->units, "persons");
  EXPECT_EQ(flow->long_name, "moves in the tick");
  EXPECT_FALSE(flow->is_axis);
  EXPECT_TRUE(run.find("age")->is_axis);
  EXPECT_EQ(run.find("events/kind")->axes, Texts{"row"});
  EXPECT_EQ(run.labels("destination"), (Texts{"ARI", "BUR", "Çé"}));
  EXPECT_EQ(run.labels("age"), (Texts{"0", "15", "65"}));
  EXPECT_EQ(run.labels("year"), (Texts{"2014", "2015"}));
  EXPECT_EQ(run.labels("time").at(1), "2014-02-01");
  EXPECT_EQ(run.datasets().front().name, "time") << "in the order of declaration";
  for (const StoredDataset& dataset : run.datasets()) {
    EXPECT_FALSE(dataset.units.empty()) << dataset.name;
    EXPECT_FALSE(dataset.long_name.empty()) << dataset.name;
  }
}

/// Labels of the time axis of a file whose ticks begin on these days after the first of 2014.
Texts labels_of_days(const fs::path& path, const std::vector<double>& days) {
  Recorder recorder(path, true);
  recorder.add_time_axis("time", "days since 2014-01-01", "start of the tick");
  for (const double day : days) {
    recorder.step("time", day);
    recorder.end_tick();
  }
  recorder.finish();
  return RunFile(path).labels("time");
}

TEST_F(RunFileTest, DatesOfAnAxisHaveOneFormat) {
  EXPECT_EQ(labels_of_days(path_, {0, 31, 59}), (Texts{"2014-01", "2014-02", "2014-03"}));
  EXPECT_EQ(labels_of_days(path_, {30, 31, 32}), (Texts{"2014-01-31", "2014-02-01", "2014-02-02"}));
}

TEST_F(RunFileTest, KeepsAttributes) {
  write_sample(path_);
  const RunFile run(path_);
  EXPECT_EQ(run.attribute_text("format"), "sojourn-run");
  EXPECT_EQ(run.attribute_text("seed"), "7");
  EXPECT_EQ(run.attribute_text("scenario"), "title = \"two\"\n[modules]\n");
  EXPECT_EQ(std::get<std::int64_t>(run.provenance().at("threads")), 2);
  EXPECT_FALSE(run.attributes().contains("threads"));
}

TEST_F(RunFileTest, KeepsLongTextsAndExtremes) {
  const std::string scenario(1'000'000, 's');
  {
    Recorder recorder(path_, false);
    recorder.attribute("scenario", scenario);
    recorder.add_axis({"n", {}, {0, 1}, "1", "number"});
    recorder.write<std::int64_t>({"big", {"n"}, "1", "extremes"},
                                 std::vector<std::int64_t>{INT64_MIN, INT64_MAX});
    recorder.write<double>({"odd", {"n"}, "1", "extremes"},
                           std::vector<double>{-0.0, std::numeric_limits<double>::infinity()});
    recorder.finish();
  }
  const RunFile run(path_);
  EXPECT_EQ(run.attribute_text("scenario"), scenario);
  EXPECT_EQ(run.integers("big"), (std::vector<std::int64_t>{INT64_MIN, INT64_MAX}));
  EXPECT_TRUE(std::signbit(run.reals("odd").front()));
}

TEST_F(RunFileTest, ARunWithoutTicksOpens) {
  Sample sample;
  sample.n_ticks = 0;
  write_sample(path_, sample);
  const RunFile run(path_);
  EXPECT_TRUE(run.integers("flow").empty());
  EXPECT_TRUE(run.texts("events/text").empty());
  std::ostringstream out;
  command::print_info({.file = path_, .events = false, .filter = {}}, out);
  EXPECT_NE(out.str().find("empty"), std::string::npos);
}

TEST_F(RunFileTest, RefusesWhatIsNoRunFile) {
  EXPECT_NE(refusal().find("No such file"), std::string::npos) << refusal();
  std::ofstream(path_) << "text";
  EXPECT_NE(refusal().find("not a run file"), std::string::npos) << refusal();
  fs::remove(path_);
  fs::create_directory(path_);
  EXPECT_NE(refusal().find("not a regular file"), std::string::npos) << refusal();
  EXPECT_NE(refusal().find(path_.string()), std::string::npos);
}

TEST_F(RunFileTest, RefusesTruncatedFiles) {
  write_sample(path_);
  const auto size = fs::file_size(path_);
  for (const auto kept : {size - 1, size / 2, size / 10, std::uintmax_t{100}, std::uintmax_t{0}}) {
    fs::resize_file(path_, kept);
    EXPECT_NE(refusal(), "opened") << kept;
  }
}

TEST_F(RunFileTest, WrongReadsAreNamed) {
  write_sample(path_);
  const RunFile run(path_);
  EXPECT_THROW(run.reals("nothing"), ReadError);
  EXPECT_THROW(run.reals("country_name"), ReadError);
  EXPECT_THROW(run.texts("flow"), ReadError);
  EXPECT_THROW(run.reals("flow", 14, 1), ReadError);
}

TEST_F(RunFileTest, InfoNamesEveryDatasetAndEvent) {
  write_sample(path_);
  std::ostringstream out, events;
  command::print_info({.file = path_, .events = false, .filter = {}}, out);
  command::print_info({.file = path_, .events = true, .filter = {}}, events);
  const RunFile run(path_);
  for (const StoredDataset& dataset : run.datasets()) {
    EXPECT_NE(out.str().find(dataset.name), std::string::npos) << dataset.name;
  }
  EXPECT_NE(events.str().find("deal ARI-BUR: agreed in tick 0\n"), std::string::npos);
}

}  // namespace
}  // namespace sojourn
