#include "tools/sojourn/outcomes/finished_runs.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <set>
#include <string>

#include "tests/support/scratch_folder.hpp"

namespace sojourn::command {
namespace {

namespace fs = std::filesystem;

// What a process that ended left of a run is of its name and in HDF5; all else is somebody's own.
TEST(FinishedRuns, ClearAwayWhatProcessesLeftAlone) {
  const testing::ScratchFolder folder;
  const std::string hdf5 = "\x89HDF\r\n\x1a\nand more";
  const auto write = [&](const std::string& name, const std::string& text) {
    std::ofstream(folder.path() / name, std::ios::binary) << text;
  };
  const std::set<std::string> kept{"k.h5",      "k.h5.bak",   "k.h5.copy-2",     "k.h5.-7",
                                   "k.h5.a-7b", "k.h5.lease", "other.h5.node-12"};
  for (const std::string& name : kept) write(name, name == "k.h5.copy-2" ? "a text" : hdf5);
  write("k.h5.node-12", hdf5);
  write("k.h5.login.cluster-3456", hdf5);
  write("k.h5.node-12.part", hdf5);
  EXPECT_NO_THROW(FinishedRuns(folder.path()).remove_left({"k"})) << "a lease that is none";
  std::set<std::string> left;
  for (const auto& entry : fs::directory_iterator(folder.path())) {
    left.insert(entry.path().filename().string());
  }
  EXPECT_EQ(left, kept);
}

}  // namespace
}  // namespace sojourn::command
