#include <fmt/format.h>
#include <gtest/gtest.h>

#include "tests/support/statistics.hpp"
#include "tests/worlds/reference/reference_world.hpp"

// The nested logit: four countries in three regions, which are the nests, at dissimilarity 0.4. The
// engine against the reference, which draws a nest and then one of its options, over kReplicates
// runs of each with seeds of their own.
//
// Law: without networks leavers by schooling, channel, home and destination are draws from one law
// in both: chi-square of homogeneity over cells with an expected count of at least 5, conservative
// as in reference_test.cpp. Level 0.001. Power against a choice without nests, by the noncentral
// chi-square, at least 0.99; a reference without nests, the broken twin, is rejected. The n is
// printed.
namespace sojourn::reference {
namespace {

constexpr int kReplicates = 4;
constexpr double kLevel = 1e-3;

SmallWorld world_in_regions(double dissimilarity) {
  SmallWorld world;
  Constants& c = world.constants;
  c.h0 = 0.05, c.ceiling = 0.5, c.kappa = 0.6;
  c.labour_quota = 0.01;  // some are refused, and choose again
  // Networks would act 1/0.4 times as strongly within a region: their luck would be that of a run.
  c.b_network = 0;
  c.dissimilarity = dissimilarity;
  world.tables =
      country("POOR", 16000, 4000, "latitude = 10\nregions = \"south\"\nbirth_rate = 40") +
      country("EAST", 9000, 15000, "latitude = 25\nlongitude = 8\nregions = \"middle;east\"") +
      country("WEST", 9000, 14000, "latitude = 25\nlongitude = -8\nregions = \"middle\"") +
      country("RICH", 9000, 30000, "latitude = 40\nopenness = 0.6") +  // a nest by itself
      corridor("POOR", "EAST", "price = 100") + corridor("POOR", "WEST") +
      corridor("EAST", "RICH", "price = 500") + corridor("WEST", "RICH", "price = 400");
  return world;
}

std::vector<std::int64_t> leavers(const std::vector<Outcome>& outcomes) {
  std::vector<std::int64_t> cells(static_cast<std::size_t>(kSkills * kWays * 4 * 4), 0);
  for (const Outcome& outcome : outcomes) {
    for (const Leaver& l : outcome.leavers) {
      ++cells[static_cast<std::size_t>(((l.skill * kWays + l.way) * 4 + l.home) * 4 +
                                       l.destination)];
    }
  }
  return cells;
}

TEST(NestedReference, ChoosesByTheSameLaw) {
  std::vector<Outcome> engine(kReplicates), nested(kReplicates), plain(kReplicates);
  in_parallel(3 * kReplicates, [&](int i) {
    const auto r = static_cast<std::size_t>(i / 3);
    const auto seed = static_cast<std::uint64_t>(700 + i);
    if (i % 3 == 0) engine[r] = run_engine(world_in_regions(0.4), seed);
    if (i % 3 == 1) nested[r] = run_reference(world_in_regions(0.4), seed);
    if (i % 3 == 2) plain[r] = run_reference(world_in_regions(1), seed);
  });
  const auto found = leavers(engine), expected = leavers(nested), twin = leavers(plain);
  const ChiSquare same = homogeneity(found, expected), other = homogeneity(found, twin);
  double n = 0;
  for (const std::int64_t count : expected) n += static_cast<double>(count);
  const double power = chi_square_power(std::vector<double>(expected.begin(), expected.end()),
                                        std::vector<double>(twin.begin(), twin.end()), n, kLevel);
  const std::string told = fmt::format(
      "n = {:.0f}, chi-square {:.1f} with {} degrees, p = {:.4f}; without nests p = {:.1e}, power "
      "{:.4f}",
      n, same.statistic, same.degrees, same.p, other.p, power);
  std::puts(told.c_str());
  EXPECT_GT(same.degrees, 10) << told;
  EXPECT_GT(same.p, kLevel) << told;
  EXPECT_GE(power, 0.99) << told;
  EXPECT_LT(other.p, kLevel) << told;
}

}  // namespace
}  // namespace sojourn::reference
