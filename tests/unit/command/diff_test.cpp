#include "tools/sojourn/read/diff.hpp"

#include <gtest/gtest.h>
#include <stdlib.h>

#include <cmath>
#include <filesystem>
#include <sstream>
#include <string>

#include "sim/record/run_file.hpp"
#include "tests/support/sample_run.hpp"
#include "tests/support/scratch_folder.hpp"

namespace sojourn::command {
namespace {

namespace fs = std::filesystem;
using testing::Sample;
using testing::write_sample;

class DiffTest : public ::testing::Test {
 protected:
  void SetUp() override { write_sample(folder_ / "a.h5"); }
  /// Compares the plain sample with `other`; the text goes to `text_`.
  int diff_with(const Sample& other) {
    write_sample(folder_ / "b.h5", other);
    std::ostringstream out;
    const int status = print_diff(folder_ / "a.h5", folder_ / "b.h5", out);
    text_ = out.str();
    return status;
  }
  bool says(const std::string& words) const { return text_.find(words) != std::string::npos; }

  testing::ScratchFolder scratch_;
  const fs::path& folder_ = scratch_.path();
  std::string text_;
};

TEST_F(DiffTest, EqualRunsAreEqual) {
  EXPECT_EQ(diff_with({}), 0) << text_;
}

TEST_F(DiffTest, ProvenanceDoesNotCount) {
  Sample other;
  other.command = "sojourn run --threads 8 two.toml";
  EXPECT_EQ(diff_with(other), 0) << text_;
}

TEST_F(DiffTest, OneCellIsFound) {
  Sample other;
  other.wage_of_bur = 2.75;
  EXPECT_EQ(diff_with(other), 1);
  EXPECT_EQ(text_, "wage: 1 of 2 cells; largest difference 0.25 at origin=BUR: 2.5 and 2.75\n");
}

TEST_F(DiffTest, MissingNumbersCount) {
  Sample other;
  other.wage_of_bur = std::nan("");
  EXPECT_EQ(diff_with(other), 1);
  EXPECT_TRUE(says("largest difference inf at origin=BUR")) << text_;
}

TEST_F(DiffTest, AttributesCount) {
  Sample other;
  other.title = "two others";
  EXPECT_EQ(diff_with(other), 1);
  EXPECT_EQ(text_, "root: attribute title, line 1: \"two countries\" and \"two others\"\n");
}

TEST_F(DiffTest, ShapesCount) {
  Sample other;
  other.n_ticks = 15;
  EXPECT_EQ(diff_with(other), 1);
  EXPECT_TRUE(says("flow: (time, origin, destination) of 14 x 2 x 3 and")) << text_;
  EXPECT_FALSE(says("wage")) << text_;
}

TEST_F(DiffTest, MissingDatasetsCount) {
  Recorder(folder_ / "b.h5", false).finish();
  std::ostringstream out;
  EXPECT_EQ(print_diff(folder_ / "a.h5", folder_ / "b.h5", out), 1);
  EXPECT_NE(out.str().find("flow: only in"), std::string::npos);
  EXPECT_EQ(print_diff(folder_ / "b.h5", folder_ / "a.h5", out), 1);
  EXPECT_THROW(print_diff(folder_ / "a.h5", folder_ / "none.h5", out), ReadError);
}

}  // namespace
}  // namespace sojourn::command
