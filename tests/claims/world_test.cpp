#include <gtest/gtest.h>

#include <cstdio>
#include <string>
#include <vector>

#include "tests/unit/small_world.hpp"

namespace sojourn {
namespace {

/// scenarios/world.toml: people abroad grow as they do in the statistics.

constexpr int kYears = 5;
// UN DESA, International Migrant Stock 2020, millions, rounded: 248 in 2015, 281 in 2020.
constexpr double kPublished = 281.0 / 248.0;
// Over the five years before it was 1.12, over those before 1.16.
constexpr double kBand = 0.04;

/// Who lives in another country; the naturalised of the run are no more among them [agents].
std::int64_t abroad(const World& world, const Ledger& ledger) {
  std::int64_t sum = 0;
  for (std::size_t key = 0; key < ledger.stocks.size(); ++key) {
    const auto cell = static_cast<std::uint32_t>(key);
    const bool home = world.state_of(ledger.keys.residence(cell)) == ledger.keys.citizenship(cell);
    if (!home) sum += ledger.stocks[key];
  }
  return sum;
}

/// People abroad after the run over people abroad before, the naturalised counted as born abroad.
double growth(std::vector<std::string> set) {
  set.insert(set.end(), {"run.ticks=" + std::to_string(12 * kYears), "run.persons_per_agent=4000",
                         "run.life_histories=0"});
  const auto run = testing::simulate(testing::shipped("world.toml", std::move(set)));
  const auto start = static_cast<double>(abroad(run->world(), run->ledger()));
  std::int64_t naturalised = 0;
  while (!run->done()) {
    run->tick();
    for (const std::int64_t n : run->ledger().tick.naturalised) naturalised += n;
  }
  return static_cast<double>(abroad(run->world(), run->ledger()) + naturalised) / start;
}

TEST(World, PeopleAbroadGrowAsInTheStatistics) {
  const double simulated = growth({});
  std::printf("| growth of people abroad in five years | %.3f | published %.3f |\n", simulated,
              kPublished);
  EXPECT_NEAR(simulated, kPublished, kBand);
}

// The control: with the catalog's defaults more people go home than leave.
TEST(World, WithTheDefaultsTheyFall) {
  const double simulated =
      growth({"modules.naturalisation.enabled=true", "modules.vital_rates.years_abroad=10",
              "modules.kin_calls.rate=0.01", "modules.labour.quota=0.004",
              "modules.intention.h0=8e-5", "modules.return_home.r0=0.06"});
  std::printf("| the same with the catalog's defaults | %.3f |\n", simulated);
  EXPECT_LT(simulated, 1.0);
}

}  // namespace
}  // namespace sojourn
