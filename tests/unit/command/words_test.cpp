#include <gtest/gtest.h>

#include "tools/sojourn/check/setting_search.hpp"
#include "tools/sojourn/read/events.hpp"
#include "tools/sojourn/shell/completion.hpp"
#include "tools/sojourn/shell/manual.hpp"

namespace sojourn::command {
namespace {

TEST(SettingSearch, AWordBeginsWhereLettersDo) {
  EXPECT_TRUE(has_word("costs of a War", "war"));
  EXPECT_TRUE(has_word("modules.war_risk", "RISK"));
  EXPECT_TRUE(has_word("towards a warning", "war"));
  EXPECT_FALSE(has_word("towards", "war"));
  EXPECT_FALSE(has_word("", "war"));
  EXPECT_FALSE(has_word("wa", "war"));
}

TEST(Events, AStateIsNamedByItsWholeId) {
  EXPECT_TRUE(names_state("deal EU-TUR: ends", "EU"));
  EXPECT_TRUE(names_state("deal EU-TUR: ends", "TUR"));
  EXPECT_TRUE(names_state("EUR and EU", "EU"));
  EXPECT_TRUE(names_state("war: South Sudan", "South Sudan"));
  EXPECT_FALSE(names_state("EUR", "EU"));
  EXPECT_FALSE(names_state("A_EU", "EU"));
  EXPECT_FALSE(names_state("CÔTE", "C"));
  EXPECT_FALSE(names_state("EU", ""));
}

/// A command with an option whose meaning has every sign that a shell or troff obeys.
std::vector<CommandInfo> awkward() {
  OptionInfo option;
  option.names = {"--to", "-t"};
  option.form = "FILE";
  option.meaning = "it's [a] $HOME: `x` \\ y";
  option.value = OptionInfo::Value::kFile;
  CommandInfo command;
  command.name = "go";
  command.description = "it's";
  command.options = {option};
  command.examples = {".sojourn go"};
  return {command};
}

TEST(Completion, TextIsEscapedForItsShell) {
  const std::string fish = fish_completion(awkward());
  EXPECT_NE(fish.find(R"( -l to -s t -r -F -d 'it\'s [a] $HOME: `x` \\ y')"), std::string::npos)
      << fish;
  const std::string zsh = zsh_completion(awkward());
  EXPECT_NE(zsh.find(R"('(--to -t)'{--to,-t}'[it'\''s \[a\] $HOME\: `x` \\ y]:FILE:_files')"),
            std::string::npos)
      << zsh;
  const std::string bash = bash_completion(awkward());
  EXPECT_NE(bash.find("go,--to | go,-t) _sojourn_paths -f; return ;;"), std::string::npos) << bash;
}

TEST(Manual, NoTextIsTakenForARequest) {
  const std::string page = manual_page(awkward(), "sojourn 1.2.3 (abc)");
  EXPECT_NE(page.find(".TH SOJOURN 1 \"\" \"sojourn 1.2.3\""), std::string::npos) << page;
  EXPECT_NE(page.find("\n\\&.sojourn go\n"), std::string::npos) << page;
  EXPECT_NE(page.find("`x` \\e y"), std::string::npos) << page;
}

}  // namespace
}  // namespace sojourn::command
