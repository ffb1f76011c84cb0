#include <fmt/format.h>
#include <gtest/gtest.h>

#include <cmath>

#include "models/deals/containment/containment_agreement.hpp"
#include "sim/foresight/choice.hpp"
#include "sim/foresight/outlook.hpp"
#include "tests/fuzz/random_scenario.hpp"
#include "tests/worlds/small_world.hpp"

namespace sojourn::models {
namespace {

/// Worlds and settings drawn from all that the catalog declares: whatever a user may write,
/// utilities and measures are finite, stances stay in [0, 1], and nobody pays less than nothing.

constexpr std::uint64_t kWorlds = 10000;  // in all
constexpr std::uint64_t kParts = 4;
constexpr int kTicks = 20;

bool all_finite(const PlaceArray& values) {
  return values.isFinite().all();
}

/// What is offered and has no finite utility: by which channel, to where.
std::string not_finite(const Scene& scene, const PayoffRow& row) {
  std::string found;
  for (const ChannelId c : scene.modules.channel_ids()) {
    for (const PlaceId j : scene.world.place_ids()) {
      if (!std::isfinite(row.cost(c, j)) || std::isfinite(row.utility(c, j))) continue;
      found += fmt::format("{} to {}: {}; ", scene.modules.of<Channel>()[c.index()]->name(),
                           scene.world.places[j.index()].id, row.utility(c, j));
    }
  }
  return found;
}

void expect_sound(const Simulation& simulation) {
  const Scene scene = simulation.scene();
  ASSERT_TRUE(all_finite(scene.labour.wage) && scene.labour.wage.minCoeff() > 0);
  for (const PlaceArray* stance : {&scene.stances.openness, &scene.stances.rights}) {
    ASSERT_TRUE(all_finite(*stance) && stance->minCoeff() >= 0 && stance->maxCoeff() <= 1);
  }
  ASSERT_TRUE(all_finite(scene.stances.sentiment));
  ASSERT_TRUE(all_finite(scene.stances.excess) && scene.stances.excess.minCoeff() >= 0);
  ASSERT_TRUE(all_finite(scene.rules.transfers));
  for (int p = 0; p < scene.world.n_places(); ++p) {
    const PayoffRow row = evaluate(scene, scene.modules, typical_resident(scene.world, PlaceId(p)));
    const auto offered = row.cost.isFinite();
    ASSERT_EQ(not_finite(scene, row), "");
    ASSERT_GE(offered.select(row.cost, 0.0).minCoeff(), 0);
  }
  for (const auto& one : scene.agreements.in_force) {
    const auto* deal = dynamic_cast<const ContainmentAgreement*>(one.agreement.get());
    if (deal == nullptr) continue;
    ASSERT_TRUE(std::isfinite(deal->terms().payment));
    ASSERT_GE(deal->terms().payment, 0);
  }
}

class RandomSettings : public ::testing::TestWithParam<std::uint64_t> {};

TEST_P(RandomSettings, GiveFiniteUtilitiesAndNoNegativePayments) {
  std::uint64_t run = 0, refused = 0, deals = 0;
  for (std::uint64_t i = GetParam(); i < kWorlds; i += kParts) {
    const std::string text = fuzz::random_scenario(i, kTicks);
    std::unique_ptr<Simulation> simulation;
    try {
      simulation = testing::simulate(text);
    } catch (const InputError&) {
      ++refused;  // settings that exclude each other, routes that do not converge
      continue;
    }
    ++run;
    while (!simulation->done()) {
      simulation->tick();
      expect_sound(*simulation);
      if (::testing::Test::HasFatalFailure()) FAIL() << "world " << i << "\n" << text;
    }
    for (const Event& event : simulation->events()) deals += event.kind == "deal" ? 1 : 0;
  }
  std::printf("%llu worlds run, %llu refused, %llu deals\n", static_cast<unsigned long long>(run),
              static_cast<unsigned long long>(refused), static_cast<unsigned long long>(deals));
  EXPECT_GT(run, kWorlds / kParts / 2);
  EXPECT_GT(deals, 10U);
}

INSTANTIATE_TEST_SUITE_P(Part, RandomSettings, ::testing::Range<std::uint64_t>(0, kParts));

}  // namespace
}  // namespace sojourn::models
