#include "tools/sojourn/study/memory.hpp"

#include <gtest/gtest.h>
#include <sys/resource.h>

#include <filesystem>
#include <fstream>
#include <stdexcept>
#include <string>

#include "tests/support/scratch_folder.hpp"
#include "tools/sojourn/study/estimate.hpp"

namespace sojourn::command {
namespace {

namespace fs = std::filesystem;

/// A machine's /proc and /sys in a folder of its own.
class Memory : public ::testing::Test {
 protected:
  Memory() {
    write("proc/meminfo", "MemTotal:       8000 kB\nMemFree:   1 kB\nMemAvailable:   4000 kB\n");
  }

  void write(const std::string& path, const std::string& text) const {
    fs::create_directories((root_ / path).parent_path());
    std::ofstream(root_ / path) << text;
  }
  double available() const { return available_memory(root_); }

 private:
  sojourn::testing::ScratchFolder folder_;

 protected:
  const fs::path& root_ = folder_.path();
};

TEST_F(Memory, IsWhatTheKernelSays) {
  EXPECT_EQ(available(), 4000 * 1024);
}

TEST_F(Memory, IsWhatTheShellAllows) {
  write("proc/meminfo", "MemAvailable:   400000000 kB\n");
  rlimit before{};
  ASSERT_EQ(getrlimit(RLIMIT_DATA, &before), 0);
  const rlimit narrow{300'000'000'000, before.rlim_max};
  ASSERT_EQ(setrlimit(RLIMIT_DATA, &narrow), 0);
  const double left = available();
  setrlimit(RLIMIT_DATA, &before);
  EXPECT_EQ(left, 3e11);
}

/// Lines that have no number are passed over.
TEST_F(Memory, IsWhatThisProgramTookAtMost) {
  EXPECT_EQ(memory_taken(root_), 0);
  write("proc/self/status", "Name:\ta b\nState:\tR (running)\nVmHWM:\t    30 kB\nVmRSS:\t 9 kB\n");
  EXPECT_EQ(memory_taken(root_), 30 * 1024);
  EXPECT_GT(memory_taken(), 1e6);
}

/// What a run begins with is known, what it ends with within a factor of two.
TEST(MemoryOfARun, IsRefusedWhereThereIsLess) {
  const Estimate fits{.memory_at_start = 1e9, .memory = 2e9};
  EXPECT_EQ(too_large(fits, 2e9), "");
  EXPECT_NO_THROW(require_memory(fits, 2e9));
  EXPECT_NE(too_large(fits, 1.5e9).find("about 1.0 GB at the start and 2.0 GB at the end"),
            std::string::npos);
  EXPECT_NO_THROW(require_memory(fits, 1.5e9));
  EXPECT_THROW(require_memory(fits, 0.99e9), std::runtime_error);
  EXPECT_THROW(require_memory({.memory_at_start = 1e9, .memory = 3.1e9}, 1.5e9),
               std::runtime_error);
}

TEST_F(Memory, IsNeverNothingOrEverything) {
  fs::remove(root_ / "proc/meminfo");
  EXPECT_GT(available(), 0);
  EXPECT_GT(available_memory(), 0);
}

TEST_F(Memory, IsLeftBelowTheLimitOfAGroup) {
  write("proc/self/cgroup", "0::/jobs/one\n");
  write("sys/fs/cgroup/jobs/one/memory.max", "1000000\n");
  write("sys/fs/cgroup/jobs/one/memory.current", "300000\n");
  EXPECT_EQ(available(), 700000);
  write("sys/fs/cgroup/jobs/one/memory.stat", "anon 100000\ninactive_file 200000\nslab 5\n");
  EXPECT_EQ(available(), 900000);
  write("sys/fs/cgroup/jobs/one/memory.current", "2000000\n");
  EXPECT_EQ(available(), 0);
}

TEST_F(Memory, GroupsAboveCountAsWell) {
  write("proc/self/cgroup", "0::/jobs/one\n");
  write("sys/fs/cgroup/jobs/one/memory.max", "max\n");
  write("sys/fs/cgroup/jobs/one/memory.current", "300000\n");
  EXPECT_EQ(available(), 4000 * 1024);
  write("sys/fs/cgroup/jobs/memory.max", "2000000\n");
  write("sys/fs/cgroup/jobs/memory.current", "500000\n");
  EXPECT_EQ(available(), 1500000);
  write("sys/fs/cgroup/memory.max", "600000\n");  // what a container sees as its own
  write("sys/fs/cgroup/memory.current", "500000\n");
  EXPECT_EQ(available(), 100000);
}

TEST_F(Memory, GroupsOfTheFirstVersionCountAsWell) {
  write("proc/self/cgroup", "9:name=systemd:/x\n4:cpu,memory:/jobs/one\n3:cpuset:/\n0::/\n");
  write("sys/fs/cgroup/memory/jobs/one/memory.limit_in_bytes", "9223372036854771712\n");
  write("sys/fs/cgroup/memory/jobs/one/memory.usage_in_bytes", "300000\n");
  EXPECT_EQ(available(), 4000 * 1024);
  write("sys/fs/cgroup/memory/jobs/memory.limit_in_bytes", "1000000\n");
  write("sys/fs/cgroup/memory/jobs/memory.usage_in_bytes", "600000\n");
  write("sys/fs/cgroup/memory/jobs/memory.stat", "inactive_file 7\ntotal_inactive_file 100000\n");
  EXPECT_EQ(available(), 500000);
}

// A container's own group lies at the mount, while /proc names it as the host does.
TEST_F(Memory, AGroupThatTheContainerCannotSeeIsLookedForAbove) {
  write("proc/self/cgroup", "4:memory:/docker/0123\n");
  write("sys/fs/cgroup/memory/memory.limit_in_bytes", "1000000\n");
  write("sys/fs/cgroup/memory/memory.usage_in_bytes", "250000\n");
  EXPECT_EQ(available(), 750000);
  write("proc/self/cgroup", "4:memory:/../../elsewhere\n");
  EXPECT_EQ(available(), 750000);
}

}  // namespace
}  // namespace sojourn::command
