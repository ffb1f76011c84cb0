#include "tools/sojourn/console/output_path.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "tests/support/scratch_folder.hpp"

namespace sojourn::command {
namespace {

namespace fs = std::filesystem;

class OutputPath : public ::testing::Test {
 protected:
  fs::path make(const std::string& name) const {
    std::ofstream(folder_ / name) << name;
    return folder_ / name;
  }

  testing::ScratchFolder scratch_;
  const fs::path& folder_ = scratch_.path();
};

TEST_F(OutputPath, AFolderHoldsAFileOfTheGivenName) {
  EXPECT_EQ(output_path("a.h5", "b.h5"), "a.h5");
  EXPECT_EQ(output_path("a/", "b.h5"), "a/b.h5");
  EXPECT_THROW(output_path("-", "b.h5"), InputError);
  EXPECT_FALSE(fs::exists("a"));
}

TEST_F(OutputPath, LinksAreFollowedToWhatIsNotThere) {
  fs::create_symlink("two", folder_ / "one");
  fs::create_symlink(folder_ / "three", folder_ / "two");
  EXPECT_EQ(through_links(folder_ / "one"), folder_ / "three");
  EXPECT_EQ(through_links(folder_ / "none"), folder_ / "none");
  fs::create_symlink("round", folder_ / "round");
  EXPECT_EQ(through_links(folder_ / "round"), folder_ / "round");
}

TEST_F(OutputPath, AnInputIsOneUnderEveryName) {
  const fs::path input = make("in"), other = make("other");
  fs::create_hard_link(input, folder_ / "hard");
  fs::create_symlink("in", folder_ / "soft");
  for (const char* name : {"in", "hard", "soft", "../"}) {
    const fs::path output =
        std::string(name) == "../" ? folder_ / ".." / folder_.filename() / "in" : folder_ / name;
    EXPECT_THROW(refuse_input(output, {other, input}), InputError) << output;
  }
  EXPECT_NO_THROW(refuse_input(other, {input}));
  EXPECT_NO_THROW(refuse_input(folder_ / "new", {input}));
  make("new.part");
  EXPECT_TRUE(replaces_something(folder_ / "new"));
  EXPECT_FALSE(replaces_something(folder_ / "newer"));
  EXPECT_THROW(refuse_input(folder_ / "new", {folder_ / "new.part"}), InputError);
}

TEST_F(OutputPath, AScenarioNamesItsFilesFromWhereItStands) {
  make("world.toml"), make("base.toml"), make("table.csv"), make("free.csv");
  const std::string base = folder_ / "base.toml";
  Diagnostics none;
  Node scenario = *parse_toml("a = [{ file = 'table.csv' }]", base, none);
  scenario.where.file = folder_ / "world.toml";
  for (const char* name : {"world.toml", "base.toml", "table.csv"}) {
    EXPECT_THROW(refuse_files_of(scenario, folder_ / name), InputError) << name;
  }
  EXPECT_NO_THROW(refuse_files_of(scenario, folder_ / "free.csv"));
}

}  // namespace
}  // namespace sojourn::command
