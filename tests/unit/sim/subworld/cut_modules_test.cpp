#include "sim/subworld/cut_modules.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "sim/subworld/subworld.hpp"
#include "tests/worlds/small_world.hpp"

// Modules that name who is left out: what narrows a rule to nobody must not widen it to all.
namespace sojourn {
namespace {

using testing::scenario;

/// A and D are kept; B and C become the rest.
constexpr const char* kWorld = R"(
[run]
start = "2015-01"
ticks = 12
[world]
only = ["A", "D"]
rest = "ROW"
[[country]]
id = "A"
population = 1000
gdp_per_capita = 5000
[[country]]
id = "B"
population = 3000
gdp_per_capita = 1000
latitude = 10
regions = "high"
[[country]]
id = "C"
population = 1000
gdp_per_capita = 3000
latitude = 20
[[country]]
id = "D"
population = 2000
gdp_per_capita = 2000
latitude = 30
[[corridor]]
from = "B"
to = "A"
mode = "sea"
km = 100
route = "Central"
[[corridor]]
from = "D"
to = "A"
km = 300
route = "Own"
[[corridor]]
from = "A"
to = "D"
km = 300
[[corridor]]
from = "C"
to = "D"
km = 400
[forums.talks]
members = ["B", "C"]
)";

const std::string kPolicy = "[modules.m]\ntype = 'policy'\nin = ['A']\n";
const std::string kDeal =
    "[modules.m]\ntype = 'deal'\ndemander = 'A'\nsupplier = 'D'\nfrom = '2015-02'\npayment = 9\n";

Subworld cut(const std::string& more) {
  return cut_world(scenario(kWorld + more), models::standard_catalog());
}

const Node* module_of(const Subworld& part) {
  return part.scenario.find("modules")->find("m");
}

bool tells(const Subworld& part, const std::string& note) {
  return std::ranges::count(part.notes, note) == 1;
}

std::string notes_of(const Subworld& part) {
  std::string all;
  for (const std::string& note : part.notes) all += note + "\n";
  return all;
}

void expect_dropped(const std::string& module, const std::string& why) {
  const Subworld part = cut(module);
  EXPECT_EQ(module_of(part), nullptr) << module;
  EXPECT_TRUE(tells(part, "modules.m: " + why + ", so the module is dropped"))
      << module << notes_of(part);
}

TEST(CutModules, AreDroppedWhereTheyConcernNobody) {
  expect_dropped(kPolicy + "effort = 0.9\ncoming_from = ['B']\n",
                 "nobody of coming_from (B) is kept");
  expect_dropped(kPolicy + "admit = 'nobody'\nof = ['B', 'high']\n",
                 "nobody of of (B, high) is kept");
  expect_dropped("[modules.m]\ntype = 'border_closure'\nfrom = ['B']\n",
                 "nobody of from (B) is kept");
  expect_dropped("[modules.m]\ntype = 'border_closure'\nroute = 'Central'\n",
                 "route = \"Central\" means nobody who is kept");
  expect_dropped("[modules.m]\ntype = 'compact'\nforum = 'talks'\n",
                 "forum = \"talks\" means nobody who is kept");
}

TEST(CutModules, SayThatTheRestIsNobodyOfItsOwn) {
  try {
    cut("[modules.m]\ntype = 'policy'\nin = ['ROW']\nrights = 0.5\n");
    ADD_FAILURE() << "a policy of the rest";
  } catch (const InputError& error) {
    EXPECT_NE(std::string(error.what()).find("\"ROW\" is all that is cut away together"),
              std::string::npos)
        << error.what();
  }
}

// An empty list of who is sent back, or over which corridor, means all.
TEST(CutModules, LoseALeverThatConcernsNobody) {
  const struct {
    std::string module, list, absent, lever, kept;
  } cases[] = {{kPolicy + "openness = 0.2\nreadmission = 0.5\nreadmitting = ['B']\n", "readmitting",
                "B", "readmission", "openness"},
               {kPolicy + "openness = 0.2\nreadmission = 0.5\nreadmission_over = ['B-A sea']\n",
                "readmission_over", "B-A sea", "readmission", "openness"},
               {kDeal + "readmission = 0.5\nreadmitted = ['B']\n", "readmitted", "B", "readmission",
                "payment"},
               {kDeal + "resettlement = 100\nresettled = ['B', 'C']\n", "resettled", "B, C",
                "resettlement", "payment"}};
  for (const auto& one : cases) {
    const Subworld part = cut(one.module);
    const Node* module = module_of(part);
    ASSERT_NE(module, nullptr) << one.module << notes_of(part);
    EXPECT_EQ(module->find(one.list), nullptr);
    EXPECT_EQ(module->find(one.lever), nullptr);
    EXPECT_NE(module->find(one.kept), nullptr);
    EXPECT_TRUE(tells(part, "modules.m." + one.list + ": nobody of it (" + one.absent +
                                ") is kept, so " + one.lever + " is left out"))
        << notes_of(part);
    EXPECT_NO_THROW(testing::simulate(part.scenario));
  }
}

TEST(CutModules, KeepTheNamesThatAreThere) {
  const Subworld over =
      cut(kPolicy + "readmission = 0.5\nreadmission_over = ['Central', 'D-A land', 'B-A sea']\n");
  EXPECT_EQ(inline_toml(*module_of(over)->find("readmission_over")), "[\"D-A land\"]");
  EXPECT_TRUE(tells(over, "modules.m.readmission_over: Central, B-A sea left out"));
  const Subworld dyads = cut("[modules.m]\ntype = 'bargaining'\ndyads = ['B-C', 'A-D']\n");
  EXPECT_EQ(inline_toml(*module_of(dyads)->find("dyads")), "[\"A-D\"]");
}

// "high" is a label of B, who is left out, and a degree of schooling.
TEST(CutModules, KeepWordsThatAreNoNamesThere) {
  const Subworld part = cut(kPolicy + "admit = 'nobody'\nof = ['D', 'B']\nskills = ['high']\n");
  EXPECT_EQ(inline_toml(*module_of(part)->find("skills")), "[\"high\"]");
  EXPECT_EQ(inline_toml(*module_of(part)->find("of")), "[\"D\"]");
}

TEST(CutModules, AreDroppedWhereThePartRefusesThem) {
  const Subworld part = cut(kPolicy +
                            "returns = 0.5\nreturns_to = 'places'\nreturn_places = ['B']\n"
                            "until = '2015-06'\n");
  EXPECT_EQ(module_of(part), nullptr);
  EXPECT_NE(notes_of(part).find("expected the places to which people are returned, so the module "
                                "is dropped"),
            std::string::npos)
      << notes_of(part);
}

TEST(CutModules, OutcomesOfWhoIsLeftOutAreDropped) {
  const Subworld part =
      cut("[outcomes]\nlost = 'stocks[residence=A, citizenship=D;\"B\"]'\n"
          "kept = 'stocks[citizenship=D, residence=A]'\n");
  EXPECT_EQ(part.scenario.find("outcomes")->find("lost"), nullptr);
  EXPECT_NE(part.scenario.find("outcomes")->find("kept"), nullptr);
  EXPECT_TRUE(tells(part, "outcomes.lost: B is left out, so the outcome is dropped"));
}

TEST(CutNotes, TellEveryRowThatIsGone) {
  const Subworld part = cut(R"(
[[stock]]
citizenship = "B"
residence = "C"
persons = 5
[[visa]]
citizenship = "D"
destination = "A"
requirement = "required"
[[visa]]
citizenship = "B"
destination = "A"
requirement = "required"
[[history]]
country = "B"
date = "2015-01"
stability = 0.5
)");
  EXPECT_EQ(part.notes,
            (CutNotes{"forums.talks: 0 of 2 members are kept, so it is left out",
                      "5 people of one country left out who live in another are residents of ROW",
                      "corridor: 2 of 4 rows are kept; of the others come 2 out of ROW and 0 "
                      "through it, without route, detection and season",
                      "visa: 1 of 2 rows are kept",
                      "history: 0 of 1 rows are kept; ROW has the mean of the others"}));
}

}  // namespace
}  // namespace sojourn
