#include <fmt/format.h>
#include <gtest/gtest.h>

#include <cmath>

#include "models/deals/containment/containment_agreement.hpp"
#include "sim/foresight/choice.hpp"
#include "sim/foresight/outlook.hpp"
#include "tests/worlds/small_world.hpp"
#include "tools/sojourn/check/setting_catalog.hpp"

namespace sojourn::models {
namespace {

/// Worlds and settings drawn from all that the catalog declares: whatever a user may write,
/// utilities and measures are finite, stances stay in [0, 1], and nobody pays less than nothing.

constexpr std::uint64_t kWorlds = 10000;  // in all
constexpr std::uint64_t kParts = 4;
constexpr int kTicks = 20;

/// A number between bounds; by its logarithm where they are far apart.
double between(Draws& draws, double low, double high) {
  const double u = draws.uniform();
  if (low > 0 && high / low > 100) return low * std::pow(high / low, u);
  return low + (high - low) * u;
}

std::string country(Draws& draws, int number, double people) {
  return fmt::format(
      "[[country]]\nid = \"C{}\"\npopulation = {:.0f}\ngdp_per_capita = {}\nunemployment = {}\n"
      "stability = {}\nrule_of_law = {}\ncapacity = {}\nrights = {}\nopenness = {}\nhdi = {}\n"
      "workforce_growth = {}\nlatitude = {}\nlongitude = {}\n",
      number, people, between(draws, 300, 150000), between(draws, 0, 0.5), draws.uniform(),
      draws.uniform(), draws.uniform(), draws.uniform(), draws.uniform(), draws.uniform(),
      between(draws, -0.03, 0.05), between(draws, -60, 70), between(draws, -180, 180));
}

std::string corridor(Draws& draws, int from, int to) {
  return fmt::format(
      "[[corridor]]\nfrom = \"C{}\"\nto = \"C{}\"\nenforcement = {}\nrisk = {}\nprice = {}\n", from,
      to, draws.uniform(), between(draws, 0, 0.2), between(draws, 0, 5000));
}

/// Half of a module's numbers drawn over their ranges.
std::string settings_of(const ModuleType& type, Draws& draws) {
  std::string text = fmt::format("[modules.{}]\ntype = \"{}\"\n", type.type, type.type);
  static const std::map<std::string, ScenarioTable> known = [] {
    std::map<std::string, ScenarioTable> all;
    const Catalog catalog = standard_catalog();
    for (const ModuleType& each : catalog.types())
      all.emplace(each.type, command::settings_of(each));
    return all;
  }();
  for (const SettingInfo& key : known.at(type.type).keys) {
    if (key.type != "real" || !std::isfinite(key.low) || !std::isfinite(key.high)) continue;
    const bool drawn = draws.happens(0.5);
    const double value = between(draws, key.low, key.high);
    if (drawn) text += fmt::format("{} = {:.17g}\n", key.key, value);
  }
  if (type.type == "deal") {  // what has no default
    text += "demander = \"C0\"\nsupplier = \"C1\"\nfrom = \"2015-03-10\"\n";
  }
  return text;
}

std::string random_scenario(std::uint64_t number) {
  Draws draws(20180101, stream_id("random settings"), 0, number);
  const int n = 3 + static_cast<int>(draws.uniform() * 3);
  std::string text = fmt::format(
      "[run]\nstart = \"2015-01\"\nticks = {}\nseed = {}\nlife_histories = 0\npersons_per_agent = "
      "{}\n",
      kTicks, number, std::floor(between(draws, 1e4, 1e6)));
  for (int i = 0; i < n; ++i) text += country(draws, i, between(draws, 1e5, 1e8));
  for (int i = 0; i < n; ++i) {
    for (int j = 0; j < n; ++j) {
      if (i != j && draws.happens(0.5)) text += corridor(draws, i, j);
      if (i != j && draws.happens(0.3)) {
        text += fmt::format("[[stock]]\ncitizenship = \"C{}\"\nresidence = \"C{}\"\npersons = {}\n",
                            i, j, static_cast<int>(between(draws, 1, 20000)));
      }
    }
  }
  if (draws.happens(0.3)) text += "[unions.U]\nmembers = [\"C1\", \"C2\"]\n";
  text += fmt::format(
      "[modules.war]\ntype = \"conflict\"\ntarget = [\"C0\"]\nstart = \"2015-06\"\nmagnitude = "
      "{}\n",
      between(draws, 1e-3, 1));
  const Catalog catalog = standard_catalog();
  for (const ModuleType& type : catalog.types()) {
    if (type.stage == Shock::kStage || type.stage == Observer::kStage) continue;
    const bool taken = type.standard || draws.happens(0.7);
    if (taken) text += settings_of(type, draws);
  }
  return text;
}

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
    const std::string text = random_scenario(i);
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
