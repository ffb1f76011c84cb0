#include <gtest/gtest.h>

#include "sim/world/world_reader.hpp"
#include "tests/worlds/small_world.hpp"

namespace sojourn {
namespace {

/// RICH hosts 300 people of POOR and 100 of MIDDLE regularly, 50 of TOP, which is richer, and 40 of
/// NEAR, which moves freely there.
constexpr const char* kWorld = R"(
[[country]]
id = "RICH"
population = 10000
gdp_per_capita = 9000
[[country]]
id = "POOR"
population = 10000
gdp_per_capita = 1000
[[country]]
id = "MIDDLE"
population = 10000
gdp_per_capita = 3000
[[country]]
id = "TOP"
population = 10000
gdp_per_capita = 10000
[[country]]
id = "NEAR"
population = 10000
gdp_per_capita = 2000
[areas.market]
members = ["RICH", "NEAR"]
[[stock]]
citizenship = "POOR"
residence = "RICH"
persons = 300
[[stock]]
citizenship = "POOR"
residence = "RICH"
status = "irregular"
persons = 7
[[stock]]
citizenship = "MIDDLE"
residence = "RICH"
persons = 100
[[stock]]
citizenship = "TOP"
residence = "RICH"
persons = 50
[[stock]]
citizenship = "NEAR"
residence = "RICH"
persons = 40
)";

World read(const std::string& more) {
  Diagnostics diagnostics;
  Node resolved;
  World world = read_world(testing::scenario(kWorld + more), diagnostics, resolved);
  diagnostics.throw_if_any();
  return world;
}

std::int64_t persons(const World& world, const std::string& citizenship, Status status) {
  std::int64_t sum = 0;
  for (const StockRow& row : world.stocks) {
    const bool of = world.places[row.citizenship.index()].id == citizenship;
    if (of && row.status == status) sum += row.persons;
  }
  return sum;
}

// 101 of 400: 300*101/400 = 75.75, so that 76 and 25 are without papers.
TEST(Irregular, AreTakenOutOfStocksOfPoorerCountriesWithoutFreeMovement) {
  const World world = read("[[irregular]]\nresidence = \"RICH\"\npersons = 101\n");
  EXPECT_EQ(persons(world, "POOR", Status::kRegular), 224);
  EXPECT_EQ(persons(world, "POOR", Status::kIrregular), 83);
  EXPECT_EQ(persons(world, "MIDDLE", Status::kRegular), 75);
  EXPECT_EQ(persons(world, "MIDDLE", Status::kIrregular), 25);
  EXPECT_EQ(persons(world, "TOP", Status::kIrregular), 0);
  EXPECT_EQ(persons(world, "NEAR", Status::kIrregular), 0);
}

TEST(Irregular, RowsOfACitizenshipComeFirst) {
  const World world = read(
      "[[irregular]]\nresidence = \"RICH\"\npersons = 200\n"
      "[[irregular]]\nresidence = \"RICH\"\ncitizenship = \"POOR\"\npersons = 200\n");
  EXPECT_EQ(persons(world, "POOR", Status::kRegular), 0);
  EXPECT_EQ(persons(world, "MIDDLE", Status::kRegular), 0);
  EXPECT_EQ(persons(world, "POOR", Status::kIrregular), 307);
}

TEST(Irregular, NobodyIsAdded) {
  std::int64_t sums[2] = {0, 0};
  for (int k = 0; k < 2; ++k) {
    for (const StockRow& row :
         read(k == 0 ? "" : "[[irregular]]\nresidence = \"RICH\"\npersons = 333\n").stocks) {
      sums[k] += row.persons;
    }
  }
  EXPECT_EQ(sums[0], sums[1]);
}

/// Who came as a regular migrant has lived there ten years in the mean, who was driven out one and
/// a half: of an exponential law e^-0.2 = 0.819 and e^(-2/1.5) = 0.264 are there for two. Of 20,000
/// each, 4.5 standard deviations are 0.014.
TEST(Irregular, HaveLivedThereAsLongAsThoseWhomTheyWereTakenFrom) {
  const std::string world =
      "[[country]]\nid = \"RICH\"\npopulation = 100000\ngdp_per_capita = 9000\n"
      "[[country]]\nid = \"POOR\"\npopulation = 100000\ngdp_per_capita = 1000\n"
      "[[stock]]\ncitizenship = \"POOR\"\nresidence = \"RICH\"\n";
  const auto there_for_two_years = [&](const std::string& rows) {
    const auto run = testing::simulate(world + rows);
    double n = 0, long_there = 0;
    for (const Shard& shard : run->population().shards) {
      for (const Bucket& bucket : shard.buckets()) {
        for (const Person& person : bucket.people) {
          ++n;
          long_there += person.changed_at() <= -24;
        }
      }
    }
    EXPECT_EQ(n, 20000);
    return long_there / n;
  };
  EXPECT_NEAR(there_for_two_years("persons = 20000\n[[irregular]]\nresidence = \"RICH\"\n"
                                  "persons = 20000\n"),
              0.819, 0.014);
  EXPECT_NEAR(there_for_two_years("status = \"irregular\"\npersons = 20000\n"), 0.264, 0.014);
}

std::string fault(const std::string& more) {
  try {
    read(more);
  } catch (const InputError& error) {
    return error.what();
  }
  return "no fault";
}

TEST(Irregular, FaultsAreTold) {
  EXPECT_NE(fault("[[irregular]]\nresidence = \"RICH\"\npersons = 401\n")
                .find("irregular.persons: 401 of the 400 people"),
            std::string::npos);
  EXPECT_NE(fault("[[irregular]]\nresidence = \"RISH\"\npersons = 1\n").find("RICH"),
            std::string::npos);
  EXPECT_NE(fault("[[irregular]]\nresidence = \"RICH\"\npersons = 1\n"
                  "[[irregular]]\nresidence = \"RICH\"\npersons = 1\n")
                .find("told already"),
            std::string::npos);
}

}  // namespace
}  // namespace sojourn
