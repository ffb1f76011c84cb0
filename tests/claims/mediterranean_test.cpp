#include <gtest/gtest.h>

#include <cmath>

#include "models/catalog.hpp"
#include "sim/input/scenario.hpp"
#include "sim/simulation.hpp"

#ifndef SOJOURN_SOURCE_DIR
#define SOJOURN_SOURCE_DIR "."
#endif

namespace sojourn::models {
namespace {

constexpr int kReplicates = 3;
constexpr double kFactor = 1.3;

/// Detections of 2014 and 2015 by route, and Syrians in Turkey at the end of each year [persons].
struct Outcome {
  std::array<double, 2> eastern{}, central{}, syrians_in_turkey{};
};

double detections(const Simulation& run, const std::string& route) {
  const World& world = run.world();
  const auto states = static_cast<std::size_t>(world.n_states);
  std::int64_t sum = 0;
  for (std::size_t c = 0; c < world.corridors.size(); ++c) {
    if (world.corridors[c].route != route) continue;
    for (std::size_t s = 0; s < states; ++s) sum += run.ledger().tick.detections[c * states + s];
  }
  return run.scene().persons(sum);
}

double citizens_in(const Simulation& run, const char* citizenship, const char* residence) {
  const PlaceId home = *run.world().find_place(citizenship),
                at = *run.world().find_place(residence);
  std::int64_t sum = 0;
  for (int status = 0; status < kStatuses; ++status) {
    sum += run.ledger().stock(at, StateId(home.value), static_cast<Status>(status));
  }
  return run.scene().persons(sum);
}

/// The fitted years, one agent for a hundred people (statistical tests show scale invariance).
Outcome simulate(int seed) {
  ScenarioRequest request;
  request.file = SOJOURN_SOURCE_DIR "/scenarios/mediterranean.toml";
  request.assignments = {"run.ticks=24", "run.persons_per_agent=100",
                         "run.seed=" + std::to_string(seed)};
  Simulation run(load_scenario(request), standard_catalog(), 0);
  Outcome outcome;
  for (std::size_t year = 0; year < 2; ++year) {
    for (int month = 0; month < 12; ++month) {
      run.tick();
      outcome.eastern[year] += detections(run, "Eastern Mediterranean");
      outcome.central[year] += detections(run, "Central Mediterranean");
    }
    outcome.syrians_in_turkey[year] = citizens_in(run, "SYR", "TUR");
  }
  return outcome;
}

void expect_within(double simulated, double published, const char* what) {
  EXPECT_LT(std::abs(std::log(simulated / published)), std::log(kFactor))
      << what << ": simulated " << simulated << ", published " << published;
}

// Frontex (detections, rounded) and UNHCR (end of year, rounded); the fit is docs/VALIDATION.md's.
TEST(Mediterranean, MeetsTheFittedYearsWithinAFactor) {
  Outcome mean;
  for (int seed = 1; seed <= kReplicates; ++seed) {
    const Outcome one = simulate(seed);
    for (std::size_t y = 0; y < 2; ++y) {
      mean.eastern[y] += one.eastern[y] / kReplicates;
      mean.central[y] += one.central[y] / kReplicates;
      mean.syrians_in_turkey[y] += one.syrians_in_turkey[y] / kReplicates;
    }
  }
  expect_within(mean.eastern[0], 51'000, "Eastern Mediterranean 2014");
  expect_within(mean.eastern[1], 885'000, "Eastern Mediterranean 2015");
  expect_within(mean.central[0], 171'000, "Central Mediterranean 2014");
  expect_within(mean.central[1], 154'000, "Central Mediterranean 2015");
  expect_within(mean.syrians_in_turkey[0], 1'600'000, "Syrians in Turkey, end of 2014");
  expect_within(mean.syrians_in_turkey[1], 2'500'000, "Syrians in Turkey, end of 2015");
}

// The control: without the war in Syria and what followed from it nothing like 2015 happens.
TEST(Mediterranean, WithoutTheWarThereIsNoSurge) {
  ScenarioRequest request;
  request.file = SOJOURN_SOURCE_DIR "/scenarios/mediterranean.toml";
  request.assignments = {"run.ticks=24", "run.persons_per_agent=100",
                         "modules.syrian_war.enabled=false", "modules.aid_cuts.enabled=false"};
  Simulation run(load_scenario(request), standard_catalog(), 0);
  double second_year = 0;
  while (!run.done()) {
    run.tick();
    if (run.now() > 12) second_year += detections(run, "Eastern Mediterranean");
  }
  EXPECT_LT(second_year, 885'000 / 4.0);
}

}  // namespace
}  // namespace sojourn::models
