#include "sim/record/recorder.hpp"

#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "tests/support/sample_run.hpp"
#include "tests/support/scratch_folder.hpp"

namespace sojourn {
namespace {

namespace fs = std::filesystem;
using testing::record_sample;
using testing::Sample;
using testing::write_sample;

class RecorderTest : public ::testing::Test {
 protected:
  std::vector<std::string> files() const {
    std::vector<std::string> names;
    for (const auto& entry : fs::directory_iterator(folder_)) {
      names.push_back(entry.path().filename());
    }
    return names;
  }

  testing::ScratchFolder scratch_;
  const fs::path& folder_ = scratch_.path();
};

std::string bytes_of(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

/// The text of the exception of type E that `act` throws.
template <class E, class Act>
std::string message_of(Act act) {
  try {
    act();
  } catch (const E& error) {
    return error.what();
  }
  ADD_FAILURE() << "nothing was thrown";
  return {};
}

TEST_F(RecorderTest, EqualRunsMakeEqualBytes) {
  Sample sample;
  sample.n_ticks = 100;
  sample.cells_per_tick = 20000;
  write_sample(folder_ / "a.h5", sample);
  write_sample(folder_ / "b.h5", sample);
  EXPECT_EQ(bytes_of(folder_ / "a.h5"), bytes_of(folder_ / "b.h5"));
}

TEST_F(RecorderTest, OtherValuesMakeOtherBytes) {
  Sample sample;
  write_sample(folder_ / "a.h5", sample);
  sample.wage_of_bur = 3;
  write_sample(folder_ / "b.h5", sample);
  EXPECT_NE(bytes_of(folder_ / "a.h5"), bytes_of(folder_ / "b.h5"));
}

TEST_F(RecorderTest, OnlyThePartFileIsThereUntilFinish) {
  Recorder recorder = record_sample(folder_ / "a.h5", false, {});
  EXPECT_EQ(files(), std::vector<std::string>{"a.h5.part"});
  recorder.finish();
  EXPECT_EQ(files(), std::vector<std::string>{"a.h5"});
}

TEST_F(RecorderTest, AnUnfinishedRecorderLeavesNothing) {
  { const Recorder recorder = record_sample(folder_ / "a.h5", false, {}); }
  EXPECT_TRUE(files().empty());
}

/// A run that lost its lease meets the part file of who has it now.
TEST_F(RecorderTest, SparesAnothersPartFile) {
  const fs::path part = folder_ / "a.h5.part";
  const auto replace_part = [&] {
    fs::remove(part);
    std::ofstream(part) << "another's";
  };
  {
    const Recorder recorder = record_sample(folder_ / "a.h5", false, {});
    replace_part();
  }
  EXPECT_EQ(bytes_of(part), "another's") << "dropped";
  fs::remove(part);
  {
    Recorder recorder = record_sample(folder_ / "a.h5", false, {});
    replace_part();
    EXPECT_THROW(recorder.finish(), WriteError);
  }
  EXPECT_EQ(bytes_of(part), "another's") << "finished";
  EXPECT_EQ(files(), std::vector<std::string>{"a.h5.part"});
}

TEST_F(RecorderTest, RefusesToOverwrite) {
  std::ofstream(folder_ / "a.h5") << "precious";
  const std::string message =
      message_of<OutputExists>([&] { Recorder recorder(folder_ / "a.h5", false); });
  EXPECT_NE(message.find("a.h5"), std::string::npos);
  EXPECT_EQ(bytes_of(folder_ / "a.h5"), "precious");
  EXPECT_EQ(files().size(), 1U);
}

TEST_F(RecorderTest, RefusesADanglingLinkAndAPartFile) {
  fs::create_symlink("nowhere", folder_ / "a.h5");
  EXPECT_THROW(Recorder(folder_ / "a.h5", false), OutputExists);
  std::ofstream(folder_ / "b.h5.part") << "precious";
  EXPECT_THROW(Recorder(folder_ / "b.h5", false), OutputExists);
  EXPECT_EQ(bytes_of(folder_ / "b.h5.part"), "precious");
}

TEST_F(RecorderTest, ForceReplacesOutputAndStalePart) {
  std::ofstream(folder_ / "a.h5") << "old";
  std::ofstream(folder_ / "a.h5.part") << "old";
  record_sample(folder_ / "a.h5", true, {}).finish();
  EXPECT_EQ(files(), std::vector<std::string>{"a.h5"});
  EXPECT_GT(fs::file_size(folder_ / "a.h5"), 1000U);
}

TEST_F(RecorderTest, ForceKeepsTheOldFileUntilFinish) {
  std::ofstream(folder_ / "a.h5") << "old";
  { const Recorder recorder = record_sample(folder_ / "a.h5", true, {}); }
  EXPECT_EQ(bytes_of(folder_ / "a.h5"), "old");
}

TEST_F(RecorderTest, ForceSparesAPartFileThatIsBeingWritten) {
  Recorder first(folder_ / "a.h5", false);
  const std::string message =
      message_of<WriteError>([&] { Recorder second(folder_ / "a.h5", true); });
  EXPECT_NE(message.find("another process"), std::string::npos) << message;
  first.finish();
  EXPECT_EQ(files(), std::vector<std::string>{"a.h5"});
}

TEST_F(RecorderTest, AFileThatAppearsMeanwhileIsKeptAndSoIsTheRun) {
  Recorder recorder = record_sample(folder_ / "a.h5", false, {});
  std::ofstream(folder_ / "a.h5") << "precious";
  std::ofstream(folder_ / "a-2.h5") << "precious, too";
  const std::string message = message_of<OutputExists>([&] { recorder.finish(); });
  EXPECT_NE(message.find("a-3.h5"), std::string::npos) << message;
  EXPECT_EQ(bytes_of(folder_ / "a.h5"), "precious");
  EXPECT_EQ(bytes_of(folder_ / "a-2.h5"), "precious, too");
  write_sample(folder_ / "b.h5", {});
  EXPECT_EQ(bytes_of(folder_ / "a-3.h5"), bytes_of(folder_ / "b.h5"));
  EXPECT_EQ(files().size(), 4U);
}

TEST_F(RecorderTest, UnwritablePathsAreNamed) {
  std::ofstream(folder_ / "file") << "a regular file";
  const std::vector<fs::path> paths = {folder_ / "file" / "run.h5", folder_ / "none" / "run.h5",
                                       folder_ / std::string(300, 'x')};
  for (const fs::path& path : paths) {
    const std::string message = message_of<WriteError>([&] { Recorder recorder(path, false); });
    EXPECT_NE(message.find(path.string()), std::string::npos) << message;
  }
  EXPECT_THROW(Recorder("", false), WriteError);
  EXPECT_THROW(Recorder(folder_ / "", false), WriteError);
  EXPECT_THROW(Recorder(folder_, true), WriteError);
  EXPECT_EQ(files(), std::vector<std::string>{"file"});
}

/// Runs `record_sample` and `finish` in a child whose files may grow to `limit` bytes.
/// Exit status 0: it worked; 1: WriteError that names the file and the cause; else a fault.
int status_with_file_limit(const fs::path& path, rlim_t limit) {
  const pid_t child = fork();
  if (child == 0) {
    std::signal(SIGXFSZ, SIG_IGN);
    const rlimit small{limit, limit};
    setrlimit(RLIMIT_FSIZE, &small);
    Sample sample;
    sample.n_ticks = 200;
    sample.cells_per_tick = 1000;
    try {
      record_sample(path, false, sample).finish();
    } catch (const WriteError& error) {
      const std::string message = error.what();
      const bool good = message.find(path.string()) != std::string::npos &&
                        message.find("File too large") != std::string::npos;
      std::exit(good ? 1 : 3);  // runs HDF5's exit handlers, which must not crash either
    } catch (...) {
      std::exit(4);
    }
    std::exit(0);
  }
  int status = 0;
  waitpid(child, &status, 0);
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

TEST_F(RecorderTest, AFailedWriteLeavesNothing) {
  for (const rlim_t limit : {0, 50, 900, 4000, 9000, 20000, 100000, 300000, 900000, 1200000}) {
    EXPECT_EQ(status_with_file_limit(folder_ / "a.h5", limit), 1) << "limit " << limit;
    EXPECT_TRUE(files().empty()) << "limit " << limit;
  }
  EXPECT_EQ(status_with_file_limit(folder_ / "a.h5", 100'000'000), 0);
}

TEST_F(RecorderTest, AKilledRunLeavesOnlyThePartFile) {
  const pid_t child = fork();
  if (child == 0) {
    Recorder recorder = record_sample(folder_ / "a.h5", false, {});
    raise(SIGKILL);
  }
  waitpid(child, nullptr, 0);
  EXPECT_EQ(files(), std::vector<std::string>{"a.h5.part"});
}

TEST_F(RecorderTest, MisuseIsALogicError) {
  Recorder recorder(folder_ / "a.h5", false);
  recorder.add_time_axis("time", "days since 2014-01-01", "start of the tick");
  recorder.add_axis({"origin", {"ARI", "BUR"}, {}, "1", "origin"});
  EXPECT_THROW(recorder.add_axis({"origin", {"ARI"}, {}, "1", "again"}), std::logic_error);
  EXPECT_THROW(recorder.add_axis({"none", {}, {}, "1", "empty"}), std::logic_error);
  EXPECT_THROW(recorder.add_axis({"a/b", {"x"}, {}, "1", "slash"}), std::logic_error);
  EXPECT_THROW(recorder.add_series<double>({"x", {"age"}, "1", "no such axis"}), std::logic_error);
  EXPECT_THROW(recorder.add_series<double>({"x", {"origin"}, "1", "fixed"}), std::logic_error);
  EXPECT_THROW(recorder.write<double>({"x", {"time"}, "1", "grows"}, {}), std::logic_error);
  const auto stock = recorder.add_series<std::int64_t>({"stock", {"time", "origin"}, "1", "stock"});
  const std::vector<std::int64_t> slice = {1, 2};
  EXPECT_THROW(recorder.append(stock, slice), std::logic_error) << "before the first step";
  EXPECT_THROW(recorder.step("origin", 0), std::logic_error);
  recorder.step("time", 0);
  EXPECT_THROW(recorder.append(stock, std::int64_t{1}), std::logic_error) << "too short";
  EXPECT_THROW(recorder.step("time", 31), std::logic_error) << "a series was left out";
  EXPECT_THROW(recorder.finish(), std::logic_error);
  recorder.append(stock, slice);
  EXPECT_THROW(recorder.append(stock, slice), std::logic_error) << "twice";
  recorder.finish();
}

TEST_F(RecorderTest, RowsMustFitTheirTable) {
  Recorder recorder(folder_ / "a.h5", false);
  const Table table = recorder.add_table("events", "events", {{"tick", ColumnType::kInteger}});
  EXPECT_THROW(recorder.append_row(table, {1.5}), std::logic_error);
  EXPECT_THROW(recorder.append_row(table, {}), std::logic_error);
  recorder.append_row(table, {std::int64_t{1}});
}

}  // namespace
}  // namespace sojourn
