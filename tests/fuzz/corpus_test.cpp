#include <gtest/gtest.h>

#include <filesystem>
#include <string>
#include <vector>

#include "tests/fuzz/targets/corpus.hpp"
#include "tests/fuzz/targets/stored_run.hpp"
#include "tests/fuzz/targets/target.hpp"

namespace sojourn::fuzz {
namespace {

namespace fs = std::filesystem;

/// What the fuzzers begin with, and what they found when it was mended, goes through the same doors
/// in an ordinary build: it is taken, or refused in words.
class Corpus : public ::testing::TestWithParam<Target> {};

TEST_P(Corpus, IsTakenOrRefusedInWords) {
  const std::vector<fs::path> files = corpus_of(GetParam());
  EXPECT_FALSE(files.empty());
  for (const fs::path& file : files) {
    SCOPED_TRACE(file.string());
    EXPECT_NO_THROW(GetParam().take(bytes_of(file)));
  }
}

INSTANTIATE_TEST_SUITE_P(Of, Corpus, ::testing::ValuesIn(targets().begin(), targets().end()),
                         [](const auto& target) { return std::string(target.param.name); });

}  // namespace
}  // namespace sojourn::fuzz
