#include <fmt/format.h>
#include <gtest/gtest.h>

#include <array>
#include <boost/math/distributions/chi_squared.hpp>
#include <boost/math/distributions/non_central_chi_squared.hpp>
#include <cstdio>
#include <string>

#include "tests/worlds/small_world.hpp"

// Three camps of one country that are alike, equally far from a war, and empty at the start: who
// comes first must not decide where all go, however many persons an agent stands for.
//
// Law: each of the n agents who live in the camps after two years is in any of them with
// probability 1/3, so the chi-square of a run has 2 degrees of freedom, and the sum over kRuns runs
// with seeds of their own 2*kRuns. Level kLevel for each number of persons per agent (Bonferroni
// over two). The power against camps that have 36, 33 and 31% (noncentral chi-square) is asked to
// be 0.99; n is printed. Broken twins, which are rejected: a network that ends at the fence of its
// camp (`nearby` 0), so that the first to come draw the next, and camps that are taken for as large
// as their crowd.
namespace sojourn {
namespace {

constexpr int kRuns = 16, kCamps = 3;
constexpr double kLevel = 1e-3 / 2;

/// A camp draws more by everyone who is in it, as a town of old does.
class CrowdTerm final : public PayoffTerm {
 public:
  CrowdTerm(Settings&, const World&) {}
  void add(const Scene& scene, const Viewpoint&, PayoffRow& row) const override {
    for (const PlaceId p : scene.world.place_ids()) {
      if (scene.world.baseline.population[p] > 0) continue;
      row.utility.col(p.value) +=
          std::log(std::max(1.0, scene.persons(scene.ledger.summary.population[p])));
    }
  }
};

Catalog with_crowds() {
  Catalog catalog = models::standard_catalog();
  catalog.add<CrowdTerm>("crowd", "camps draw by their crowd", false);
  return catalog;
}

std::string world(int persons_per_agent, int seed) {
  std::string text = fmt::format(
      "[run]\nstart = \"2020-01\"\nticks = 24\nseed = {}\npersons_per_agent = {}\n"
      "life_histories = 0\n"
      "[[country]]\nid = \"HOME\"\npopulation = 1_000_000\ngdp_per_capita = 2000\n"
      "[[country]]\nid = \"HOST\"\npopulation = 2_000_000\ngdp_per_capita = 6000\nlatitude = 10\n"
      "[modules.war]\ntype = \"conflict\"\ntarget = [\"HOME\"]\nmagnitude = 0.1\nduration = 24\n",
      seed, persons_per_agent);
  for (int camp = 0; camp < kCamps; ++camp) {
    text += fmt::format(
        "[[place]]\nid = \"CAMP{}\"\nstate = \"HOST\"\nlatitude = 4\n"
        "[[corridor]]\nfrom = \"HOME\"\nto = \"CAMP{}\"\nkm = 300\n",
        camp, camp);
  }
  return text;
}

/// Agents in each camp after two years.
std::array<double, kCamps> crowds(int persons_per_agent, int seed, const std::string& settings) {
  Simulation simulation(testing::scenario(world(persons_per_agent, seed) + settings), with_crowds(),
                        1);
  testing::run(simulation, 24);
  std::array<double, kCamps> crowds{};
  for (std::size_t c = 0; c < kCamps; ++c) {
    crowds[c] = static_cast<double>(simulation.ledger().population(PlaceId(c + 2)));
  }
  return crowds;
}

struct Found {
  double statistic = 0, n = 0;
};
Found over_runs(int persons_per_agent, const std::string& settings = {}) {
  Found found;
  for (int seed = 1; seed <= kRuns; ++seed) {
    const auto in_camp = crowds(persons_per_agent, seed, settings);
    const double all = in_camp[0] + in_camp[1] + in_camp[2];
    for (const double one : in_camp) {
      found.statistic += (one - all / kCamps) * (one - all / kCamps) / (all / kCamps);
    }
    found.n += all;
  }
  return found;
}

double p_of(double statistic) {
  return cdf(complement(boost::math::chi_squared((kCamps - 1) * kRuns), statistic));
}

double power(double n) {
  double shift = 0;
  for (const double share : {0.36, 0.33, 0.31}) {
    shift += n * kCamps * (share - 1.0 / kCamps) * (share - 1.0 / kCamps);
  }
  const double degrees = (kCamps - 1) * kRuns;
  const double limit = quantile(complement(boost::math::chi_squared(degrees), kLevel));
  return cdf(complement(boost::math::non_central_chi_squared(degrees, shift), limit));
}

TEST(EmptyCamps, FillAlikeHoweverManyPersonsAnAgentIs) {
  for (const int persons_per_agent : {20, 100}) {
    const Found found = over_runs(persons_per_agent);
    const std::string told = fmt::format(
        "{} persons an agent: n = {:.0f}, chi-square {:.1f} with {} degrees, p = {:.4f}, "
        "power {:.4f}, level {:.1e}",
        persons_per_agent, found.n, found.statistic, (kCamps - 1) * kRuns, p_of(found.statistic),
        power(found.n), kLevel);
    std::puts(told.c_str());
    EXPECT_GT(p_of(found.statistic), kLevel) << told;
    EXPECT_GE(power(found.n), 0.99) << told;
  }
}

TEST(EmptyCamps, BrokenTwinsAreRejected) {
  for (const char* twin :
       {"[modules.network]\nnearby = 0\n", "[modules.crowd]\ntype = \"crowd\"\n"}) {
    const Found found = over_runs(100, twin);
    const std::string told =
        fmt::format("{}n = {:.0f}, chi-square {:.1f}", twin, found.n, found.statistic);
    std::puts(told.c_str());
    EXPECT_LT(p_of(found.statistic), kLevel) << told;
  }
}

}  // namespace
}  // namespace sojourn
