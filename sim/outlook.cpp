#include "sim/outlook.hpp"

#include <array>
#include <cmath>

#include "sim/catalog.hpp"
#include "sim/choice.hpp"
#include "sim/population.hpp"

namespace sojourn {

namespace {

constexpr std::size_t kSavingsClasses = 16;

Viewpoint typical(const World& world, PlaceId place) {
  return {world.state_of(place), place, Skill::kMedium, false};
}

/// What intenders of a place can pay, a sixteenth of them each [int. $].
std::array<double, kSavingsClasses> savings_of(const Scene& scene, PlaceId place) {
  std::array<double, kSavingsClasses> savings;
  savings.fill(std::numeric_limits<double>::max());
  if (scene.modules.capability.empty()) return savings;
  for (std::size_t k = 0; k < kSavingsClasses; ++k) {
    const double u = (static_cast<double>(k) + 0.5) / kSavingsClasses;
    savings[k] = scene.modules.capability.front()->savings(scene, place, Skill::kMedium, u);
  }
  return savings;
}

/// Everyone in `place` whom a reason that leaves the choice to them makes leave [persons / year].
double leavers(const Scene& scene, PlaceId place) {
  const int year = scene.world.calendar.year(scene.tick);
  double sum = 0;
  scene.cohorts.each_of(place, year, [&](const Cohort& cohort, std::int64_t count) {
    for (const auto& departure : scene.modules.departures) {
      if (departure->call(scene, place, 0.5)) continue;
      sum += static_cast<double>(count) * departure->rate(scene, cohort);
    }
  });
  return sum * scene.world.persons_per_agent;
}

}  // namespace

double Outlook::logsum_now(PlaceId place) {
  logsums_.resize(now_.world.places.size(), std::numeric_limits<double>::quiet_NaN());
  double& logsum = logsums_[place.index()];
  if (std::isnan(logsum)) {
    logsum = ChoiceRow(evaluate(now_, now_.modules, typical(now_.world, place)), nullptr).logsum();
  }
  return logsum;
}

Expected Outlook::of(const Scene& scene, PlaceId place) {
  const ChoiceRow row(evaluate(scene, scene.modules, typical(scene.world, place)), nullptr);
  const double gain = row.logsum() - logsum_now(place);
  Prospects prospects{.residents = now_.prospects.residents, .insecure = {}, .n_states = 0};
  for (auto& of_skill : prospects.residents[place.index()]) {
    for (double& prospect : of_skill) {
      if (std::isfinite(gain)) prospect += gain;
    }
  }
  Expected expected;
  expected.leavers = leavers(changed(scene, {.prospects = &prospects}), place);
  expected.arrivals.assign(scene.modules.channels.size() * scene.world.places.size(), 0);
  row.add_expected_shares(savings_of(scene, place), expected.arrivals);
  for (double& arrivals : expected.arrivals) arrivals *= expected.leavers;
  return expected;
}

}  // namespace sojourn
