#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>

#include "models/catalog.hpp"
#include "sim/input/scenario.hpp"
#include "tests/support/scratch_folder.hpp"
#include "tools/sojourn/study/checked_scenario.hpp"
#include "tools/sojourn/study/regimes.hpp"

namespace sojourn::command {
namespace {

namespace fs = std::filesystem;

/// Files of a folder that is gone at the end, named from within it.
class Overlays : public ::testing::Test {
 protected:
  void SetUp() override {
    write("world.toml", "format_version = 1\n[m]\nx = 0\n");
    write("ground.toml", "[m]\na = false\nb = false\n");
    write("a.toml", "include = 'ground.toml'\n[m]\na = true\n");
    write("b.toml", "include = 'ground.toml'\n[m]\nb = true\n");
  }
  static void write(const fs::path& file, const std::string& text) {
    std::ofstream(file, std::ios::binary) << text;
  }
  static std::string text(std::vector<fs::path> overlays) {
    return to_toml(*load_scenario({"world.toml", std::move(overlays), {}}).find("m"));
  }
  static std::string conflicts(const std::vector<fs::path>& overlays) {
    std::string all;
    for (const OverlayConflict& one : overlay_conflicts(overlays)) all += to_string(one) + "\n";
    return all;
  }

 private:
  testing::WorkingFolder here_;
};

TEST_F(Overlays, ThatShareAFoundationStack) {
  EXPECT_EQ(text({"a.toml", "b.toml"}), "a = true\nb = true\nx = 0\n");
  EXPECT_EQ(text({"b.toml", "a.toml"}), "a = true\nb = true\nx = 0\n");
  write("both.toml", "include = ['a.toml', 'b.toml']\n");
  EXPECT_EQ(text({"both.toml"}), "a = true\nb = true\nx = 0\n");
  EXPECT_EQ(conflicts({"a.toml", "b.toml", "both.toml"}), "");
}

TEST_F(Overlays, OneNamedOnItsOwnIsLaidAgain) {
  EXPECT_EQ(text({"ground.toml", "a.toml"}), "a = true\nb = false\nx = 0\n");
  EXPECT_EQ(conflicts({"ground.toml", "a.toml"}), "");
  EXPECT_EQ(text({"a.toml", "ground.toml"}), "a = false\nb = false\nx = 0\n");
  EXPECT_EQ(conflicts({"a.toml", "ground.toml"}),
            "m.a: true at a.toml:3:5, false at ground.toml:2:5; the later one counts\n");
}

TEST_F(Overlays, ConflictsNameBothPlaces) {
  write("soft.toml", "[m.deep]\nlist = [1, 2]\nequal = 1\n");
  write("hard.toml", "[m]\n[m.deep]\nequal = 1\nlist = [1]\n");
  EXPECT_EQ(conflicts({"soft.toml", "hard.toml"}),
            "m.deep.list: [1, 2] at soft.toml:2:8, [1] at hard.toml:4:8; the later one counts\n");
  EXPECT_EQ(conflicts({"soft.toml"}), "");
  EXPECT_THROW(conflicts({"gone.toml"}), InputError);
}

TEST(Regimes, AreReadFromTheCommandLine) {
  const RegimeFiles plain = parse_regime("dir/a.toml");
  EXPECT_EQ(plain.name, "a");
  EXPECT_EQ(plain.files, std::vector<fs::path>{"dir/a.toml"});
  const RegimeFiles stacked = parse_regime("dir/a.toml+b.toml");
  EXPECT_EQ(stacked.name, "a+b");
  EXPECT_EQ(stacked.files.size(), 2U);
  const RegimeFiles named = parse_regime("law=dir/a=b.toml");
  EXPECT_EQ(named.name, "law");
  EXPECT_EQ(named.files, std::vector<fs::path>{"dir/a=b.toml"});
  EXPECT_TRUE(parse_regime("now=").files.empty());
  EXPECT_EQ(parse_regime("./x/a=b.toml").name, "a=b");
  EXPECT_THROW(parse_regime(""), InputError);
  EXPECT_THROW(parse_regime("=a.toml"), InputError);
  EXPECT_THROW(parse_regime("a.toml+"), InputError);
}

TEST_F(Overlays, WhatIsThePathOfAFileIsOne) {
  fs::create_directory("d=e+f");
  for (const char* file : {"a+b.toml", "b_wage=2.toml", "d=e+f/c++.toml", "d=e+f/g.toml"}) {
    write(file, "");
  }
  const auto files = [](const char* text) {
    std::string all;
    for (const fs::path& file : parse_regime(text).files) all += file.string() + ";";
    return parse_regime(text).name + ": " + all;
  };
  EXPECT_EQ(files("a+b.toml"), "a+b: a+b.toml;");
  EXPECT_EQ(files("b_wage=2.toml"), "b_wage=2: b_wage=2.toml;");
  EXPECT_EQ(files("x=b_wage=2.toml"), "x: b_wage=2.toml;");
  EXPECT_EQ(files("x=y=a.toml"), "x=y: a.toml;");
  EXPECT_EQ(files("a+b.toml+a.toml"), "a+b+a: a+b.toml;a.toml;");
  EXPECT_EQ(files("d=e+f/c++.toml+d=e+f/g.toml"), "c+++g: d=e+f/c++.toml;d=e+f/g.toml;");
  EXPECT_EQ(files("x=d=e+f/c++.toml+a.toml"), "x: d=e+f/c++.toml;a.toml;");
  EXPECT_EQ(files("a.toml="), "a.toml: ");
  EXPECT_EQ(files("gone.toml+a.toml"), "gone+a: gone.toml;a.toml;");
  EXPECT_EQ(files("c++/gone.toml"), "gone: c++/gone.toml;");
}

TEST(Regimes, AssignmentsToModulesThatOnlyARegimeHasAreNoPartOfThePast) {
  const fs::path world = fs::path(SOJOURN_SOURCE_DIR) / "scenarios/two_countries.toml";
  const Node past = load_history(
      {world,
       {},
       {"run.ticks=7", "modules.wage.b_wage=2", "modules.containment_deals.friction=0.001"}},
      models::standard_catalog());
  EXPECT_EQ(std::get<std::int64_t>(past.find("run")->find("ticks")->value), 7);
  EXPECT_NE(past.find("modules")->find("wage"), nullptr);
  EXPECT_EQ(past.find("modules")->find("containment_deals"), nullptr);
}

/// Of the files in scenarios/, some are overlays, which need no version.
bool is_scenario(const fs::path& file) {
  std::ifstream stream(file);
  const std::string text{std::istreambuf_iterator<char>(stream), {}};
  return text.find("\nformat_version") != std::string::npos || text.starts_with("format_version");
}

/// Every overlay of scenarios/regimes over every scenario.
TEST(Regimes, ApplyToEveryScenario) {
  const fs::path folder = fs::path(SOJOURN_SOURCE_DIR) / "scenarios";
  int n = 0;
  for (const auto& scenario : fs::directory_iterator(folder)) {
    if (scenario.path().extension() != ".toml" || !is_scenario(scenario.path())) continue;
    for (const auto& regime : fs::directory_iterator(folder / "regimes")) {
      EXPECT_NO_THROW(check_scenario(load_scenario({scenario.path(), {regime.path()}, {}}),
                                     models::standard_catalog()))
          << regime.path() << " over " << scenario.path();
      ++n;
    }
  }
  EXPECT_GE(n, 20);
}

/// Any two of them, in the one order and in the other.
TEST(Regimes, StackWithoutConflict) {
  const fs::path folder = fs::path(SOJOURN_SOURCE_DIR) / "scenarios/regimes";
  std::vector<fs::path> all;
  for (const auto& regime : fs::directory_iterator(folder)) {
    if (regime.path().stem() != "unilateral") all.push_back(regime.path());
  }
  for (const fs::path& one : all) {
    for (const fs::path& other : all) {
      const auto found = overlay_conflicts({one, other});
      EXPECT_TRUE(found.empty()) << (found.empty() ? "" : to_string(found.front()));
    }
    EXPECT_TRUE(overlay_conflicts({folder / "unilateral.toml", one}).empty());
    EXPECT_FALSE(overlay_conflicts({one, folder / "unilateral.toml"}).empty());
  }
}

}  // namespace
}  // namespace sojourn::command
