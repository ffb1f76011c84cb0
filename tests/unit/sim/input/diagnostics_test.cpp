#include <fmt/format.h>
#include <gtest/gtest.h>

#include "sim/input/source.hpp"

namespace sojourn {
namespace {

std::vector<std::string> told(const Diagnostics& diagnostics) {
  std::vector<std::string> lines;
  try {
    diagnostics.throw_if_any();
  } catch (const InputError& error) {
    for (const Diagnostic& one : error.diagnostics()) lines.push_back(to_string(one));
  }
  return lines;
}

TEST(Diagnostics, OfAKindTwentyAreTold) {
  Diagnostics diagnostics;
  for (int i = 0; i < 332; ++i) {
    const std::string hint = i % 2 == 0 ? "" : ", nearest known: \"AAA\"";
    diagnostics.add({"t.csv", i + 2, 1},
                    fmt::format("stock.to: unknown country \"X{}\"{}", i, hint));
  }
  diagnostics.add({"t.csv", 3, 5}, "stock.persons: expected a number, found \"NA\"");
  const std::vector<std::string> lines = told(diagnostics);
  ASSERT_EQ(lines.size(), 22U);
  EXPECT_EQ(lines[19], "t.csv:21:1: stock.to: unknown country \"X19\", nearest known: \"AAA\"");
  EXPECT_EQ(lines[20], "t.csv: and 312 more like this");
  EXPECT_EQ(lines[21], "t.csv:3:5: stock.persons: expected a number, found \"NA\"");
}

TEST(Diagnostics, OfAllAHundredAreTold) {
  Diagnostics diagnostics;
  for (int i = 0; i < 70; ++i) {
    for (const char kind : {'a', 'b', 'c', 'd', 'e', 'f', 'g'}) {
      diagnostics.add({"t.toml"}, fmt::format("{}: {} is too much", kind, i));
    }
  }
  diagnostics.add({"t.toml"}, "of a kind of its own");
  const std::vector<std::string> lines = told(diagnostics);
  ASSERT_EQ(lines.size(), 100U + 7 + 1);
  EXPECT_EQ(lines[0], "t.toml: a: 0 is too much");
  EXPECT_EQ(lines[97], "t.toml: e: 13 is too much");
  EXPECT_EQ(lines[98], "t.toml: and 56 more like this");
  EXPECT_EQ(lines[103], "t.toml: a: 14 is too much");
  EXPECT_EQ(lines[104], "t.toml: and 55 more like this");
  EXPECT_EQ(lines.back(), "and 1 more faults of other kinds");
}

TEST(Diagnostics, ASingleFaultIsCutAlike) {
  const std::string name(61, 'x'), endless = "/" + std::string(5000, 'y');
  const InputError error(Source{"--module"}, fmt::format("no \"{}\", \"{}\"", name, endless));
  EXPECT_EQ(std::string(error.what()), fmt::format("--module: no \"{}...\", \"{}...\"",
                                                   name.substr(0, 60), endless.substr(0, 60)));
  const InputError open(Source{}, "one quote: \"" + std::string(100000, 'z'));
  EXPECT_LT(std::string(open.what()).size(), 5000U);
}

TEST(Diagnostics, LongNamesAreCutAndPathsAreNot) {
  Diagnostics diagnostics;
  const std::string name(61, 'x'), path = "/" + name, shorter(60, 'y');
  diagnostics.add(
      {}, fmt::format("unknown \"{}\" is not \"{}\", see \"{}\" and \"", name, shorter, path));
  EXPECT_EQ(told(diagnostics), std::vector<std::string>{
                                   fmt::format("unknown \"{}...\" is not \"{}\", see \"{}\" and \"",
                                               name.substr(0, 60), shorter, path)});
}

TEST(Diagnostics, NothingATerminalObeysIsTold) {
  const Diagnostic one{{"\x1b[2J.toml", 1, 2}, "found \"\u202E\x07\""};
  EXPECT_EQ(to_string(one), "\\u001B[2J.toml:1:2: found \"\\u202E\\u0007\"");
}

}  // namespace
}  // namespace sojourn
