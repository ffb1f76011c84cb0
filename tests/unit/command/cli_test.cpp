#include "tools/sojourn/console/cli.hpp"

#include <gtest/gtest.h>

#include <optional>

namespace sojourn::command {
namespace {

constexpr int kWrong = 2;

/// Reads "sojourn check ..." and returns what it asks for; nothing where it is wrong.
std::optional<ScenarioRequest> read(std::vector<std::string> words) {
  words.insert(words.begin(), {"sojourn", "check"});
  std::vector<char*> argv;
  for (std::string& word : words) argv.push_back(word.data());
  ScenarioRequest request;
  Cli cli(static_cast<int>(argv.size()), argv.data(), "version");
  Options options = cli.add("check", "", [](const std::string&) { return 0; });
  options.scenario(request);
  ::testing::internal::CaptureStderr();
  const int status = cli(kWrong);
  EXPECT_EQ(::testing::internal::GetCapturedStderr().empty(), status == 0);
  return status == 0 ? std::optional(request) : std::nullopt;
}

TEST(Cli, SeedAndTicksComeAfterEveryAssignment) {
  const auto request = read({"--ticks", "6", "--seed", "3", "a.toml", "--set", "run.seed=9"});
  ASSERT_TRUE(request);
  EXPECT_EQ(request->file, "a.toml");
  EXPECT_EQ(request->assignments,
            (std::vector<std::string>{"run.seed=9", "run.seed=3", "run.ticks=6"}));
}

TEST(Cli, AnOptionThatIsRepeatedTakesOneValueEachTime) {
  const auto request = read({"--overlay", "b.toml", "a.toml", "--overlay", "c.toml"});
  ASSERT_TRUE(request);
  EXPECT_EQ(request->file, "a.toml");
  EXPECT_EQ(request->overlays, (std::vector<std::filesystem::path>{"b.toml", "c.toml"}));
  EXPECT_FALSE(read({"a.toml", "--overlay", "b.toml", "c.toml"}));
  EXPECT_FALSE(read({}));
}

TEST(Cli, TheLineIsHandedOnAsAShellWouldTakeIt) {
  std::vector<std::string> words{"sojourn", "go", "a b", "$x"};
  std::vector<char*> argv;
  for (std::string& word : words) argv.push_back(word.data());
  std::string heard;
  std::vector<std::string> values;
  Cli cli(static_cast<int>(argv.size()), argv.data(), "version");
  Options options = cli.add("go", "", [&](const std::string& line) {
    heard = line;
    return 7;
  });
  options.list("VALUES", values, "", "");
  EXPECT_EQ(cli(kWrong), 7);
  EXPECT_EQ(heard, "sojourn go 'a b' '$x'");
  EXPECT_EQ(values, (std::vector<std::string>{"a b", "$x"}));
}

}  // namespace
}  // namespace sojourn::command
