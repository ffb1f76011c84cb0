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
  options.words("VALUES", values, "", [] { return std::vector<std::string>{}; });
  EXPECT_EQ(cli(kWrong), 7);
  EXPECT_EQ(heard, "sojourn go 'a b' '$x'");
  EXPECT_EQ(values, (std::vector<std::string>{"a b", "$x"}));
}

/// What is told of "sojourn go ..." with an option --pace that has a default.
std::string fault_of(std::vector<std::string> words) {
  words.insert(words.begin(), "sojourn");
  std::vector<char*> argv;
  for (std::string& word : words) argv.push_back(word.data());
  int pace = 3;
  std::string name;
  Cli cli(static_cast<int>(argv.size()), argv.data(), "version");
  Options options = cli.add("go", "goes", [](const std::string&) { return 0; });
  options.number("--pace", pace, "steps", 0, 9);
  options.value("--name,-n", name, "of whom", "NAME");
  ::testing::internal::CaptureStderr();
  const int status = cli(kWrong);
  const std::string told = ::testing::internal::GetCapturedStderr();
  EXPECT_EQ(status, told.empty() ? 0 : kWrong);
  return told.substr(0, told.find('\n'));
}

TEST(Cli, WhatIsWrongNamesTheNearest) {
  EXPECT_EQ(fault_of({"go", "--pace", "4", "-n", "x"}), "");
  EXPECT_EQ(fault_of({"og"}), "sojourn: no subcommand is called \"og\", nearest known: \"go\"");
  EXPECT_EQ(fault_of({"go", "--pca=4"}),
            "sojourn go: no option is called \"--pca\", nearest known: \"--pace\"");
  EXPECT_EQ(fault_of({"go", "--na", "x"}),
            "sojourn go: no option is called \"--na\", nearest known: \"--name\"");
  EXPECT_EQ(fault_of({"go", "there"}), "sojourn go: \"there\" was not expected");
}

TEST(Cli, AValueIsNeverLeftOutInSilence) {
  EXPECT_EQ(fault_of({"go", "--name=", "--pace", "4"}),
            "sojourn: \"--name=\" expects a value after \"=\"");
  EXPECT_EQ(fault_of({"go", "--name", ""}), "sojourn go: --name: expected a value, found nothing");
  EXPECT_EQ(fault_of({"go", "--pace", "10"}),
            "sojourn go: --pace: expected a whole number in [0, 9], found \"10\"");
}

TEST(Cli, WhatIsDeclaredIsKept) {
  Cli cli(0, nullptr, "version");
  int pace = 3;
  std::string form = "text";
  Options options = cli.add("go", "goes", [](const std::string&) { return 0; });
  options.number("--pace,-p", pace, "steps", 0, 9);
  options.choice("--format", form, "how", {"text", "json"});
  options.example("sojourn go -p 2");
  const std::vector<CommandInfo> commands = cli.commands();
  ASSERT_EQ(commands.size(), 1U);
  EXPECT_EQ(option_names_of(commands[0]), (std::vector<std::string>{"--pace", "-p", "--format"}));
  EXPECT_EQ(meaning_with_default(commands[0].options[0]), "steps (default: 3)");
  EXPECT_EQ(commands[0].options[1].words(), (std::vector<std::string>{"text", "json"}));
  const std::string help = cli.help("go");
  EXPECT_NE(help.find("text|json"), std::string::npos) << help;
  EXPECT_NE(help.find("Examples:\n  sojourn go -p 2"), std::string::npos) << help;
  EXPECT_THROW(cli.help("went"), InputError);
}

}  // namespace
}  // namespace sojourn::command
