#include <fmt/format.h>
#include <gtest/gtest.h>

#include "sim/world/world_reader.hpp"
#include "tests/worlds/small_world.hpp"

namespace sojourn {
namespace {

constexpr const char* kWorld = R"(
[[country]]
id = "PER"
population = 1000
gdp_per_capita = 1000
openness = 0.3
[[country]]
id = "South Sudan"
population = 1000
gdp_per_capita = 1000
[[place]]
id = "camp"
state = "PER"
[[corridor]]
from = "PER"
to = "South Sudan"
mode = "sea"
[[corridor]]
from = "South Sudan"
to = "PER"
route = "north"
[[corridor]]
from = "South Sudan"
to = "PER"
route = "south"
)";

World read(const Node& scenario, Node& resolved) {
  Diagnostics diagnostics;
  World world = read_world(scenario, diagnostics, resolved);
  diagnostics.throw_if_any();
  return world;
}

World read(const std::string& toml) {
  Node resolved;
  return read(testing::scenario(kWorld + toml), resolved);
}

std::string fault(const std::string& toml) {
  try {
    read(toml);
  } catch (const InputError& error) {
    return error.what();
  }
  return "no fault";
}

TEST(RowPatches, ChangeSingleRows) {
  const World world = read(R"(
[countries.PER]
openness = 0.1
[countries."South Sudan"]
gdp_per_capita = 500
[places.camp]
max_persons = 7
[corridors."PER-South Sudan sea"]
price = 90
[corridors."South Sudan-PER land south"]
risk = 0.5
)");
  EXPECT_EQ(world.baseline.openness[0], 0.1);
  EXPECT_EQ(world.baseline.openness[1], 0.3);  // the catalog's default
  EXPECT_EQ(world.baseline.gdp_per_capita[1], 500);
  EXPECT_EQ(world.places[2].max_persons, 7);
  EXPECT_EQ(world.corridors[0].price, 90);
  EXPECT_EQ(world.corridors[1].risk, 0);
  EXPECT_EQ(world.corridors[2].risk, 0.5);
}

TEST(RowPatches, AreInTheResolvedScenario) {
  Node first, second;
  read(testing::scenario(fmt::format("{}[countries.PER]\nopenness = 0.1\n", kWorld)), first);
  EXPECT_EQ(first.find("countries"), nullptr);
  const World again = read(first, second);
  EXPECT_EQ(again.baseline.openness[0], 0.1);
  EXPECT_EQ(to_toml(first), to_toml(second));
}

TEST(RowPatches, CanBeAssignedOnTheCommandLine) {
  const Node patched =
      with_assignments(testing::scenario(kWorld),
                       {"countries.PER.openness=0.1", "countries.\"South Sudan\".openness=0.2",
                        "corridors.'South Sudan-PER land south'.km = 12"});
  Node resolved;
  const World world = read(patched, resolved);
  EXPECT_EQ(world.baseline.openness[0], 0.1);
  EXPECT_EQ(world.baseline.openness[1], 0.2);
  EXPECT_EQ(world.corridors[2].km, 12);
}

TEST(RowPatches, TellWhatIsWrong) {
  // The world before it ends on line 26.
  const std::string unknown = fault("[countries.PRE]\nopenness = 0.1\n");
  EXPECT_NE(
      unknown.find("test.toml:27:1: countries.PRE: there is no such row, nearest known: \"PER\""),
      std::string::npos)
      << unknown;
  for (const char* name :
       {"South Sudan-PER", "south sudan-PER land", "SouthSudan-PER land south"}) {
    const std::string corridor = fault("[corridors.\"" + std::string(name) + "\"]\nkm = 12\n");
    EXPECT_NE(corridor.find("there is no such row, nearest known: \"South Sudan-PER"),
              std::string::npos)
        << corridor;
  }
  const std::string key = fault("[countries.PER]\nopeness = 0.1\n");
  EXPECT_NE(key.find("test.toml:28:11: country.openess: unknown key, nearest known: \"openness\""),
            std::string::npos)
      << key;
  const std::string value = fault("[countries.PER]\nopenness = 3\n");
  EXPECT_NE(value.find("test.toml:28:12: country.openness: expected a real in [0, 1]"),
            std::string::npos)
      << value;
  EXPECT_NE(fault("[countries.PER]\nid = \"X\"\n").find("names the row"), std::string::npos);
  EXPECT_NE(fault("[corridors.\"South Sudan-PER land\"]\nkm = 1\n").find("2 rows are called so"),
            std::string::npos);
  EXPECT_NE(fault("[countries]\nPER = 3\n").find("expected a table of keys to change"),
            std::string::npos);
}

/// Of several rows between the same places the one that is written most alike is told.
TEST(RowPatches, TellTheNearestCorridorBetweenTheSamePlaces) {
  const auto nearest = [](const std::string& name) {
    const std::string found = fault(
        "[[corridor]]\nfrom = \"PER\"\nto = \"South Sudan\"\nmode = \"land\"\nroute = \"a long "
        "way\"\n[corridors.\"" +
        name + "\"]\nkm = 12\n");
    const std::size_t at = found.find("nearest known: ");
    return at == std::string::npos ? found : found.substr(at + 15);
  };
  EXPECT_EQ(nearest("PER-South Sudan see"), "\"PER-South Sudan sea\"");
  EXPECT_EQ(nearest("PER-South Sudan lnd"), "\"PER-South Sudan land\"");
  EXPECT_EQ(nearest("PER-South Sudan land a lnog way"), "\"PER-South Sudan land a long way\"");
  EXPECT_EQ(nearest("South Sudan-PER land sooth"), "\"South Sudan-PER land south\"");
}

/// Ids may begin alike up to a space.
TEST(RowPatches, PlacesAreTheSameByTheirWholeIds) {
  const std::string found = fault(R"(
[[country]]
id = "South Africa"
population = 1000
gdp_per_capita = 1000
[[corridor]]
from = "PER"
to = "South Africa"
mode = "air"
[corridors."PER-South Sudan by bicycle and slowly"]
km = 12
)");
  EXPECT_NE(found.find("nearest known: \"PER-South Sudan sea\""), std::string::npos) << found;
}

}  // namespace
}  // namespace sojourn
