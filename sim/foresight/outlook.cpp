#include "sim/foresight/outlook.hpp"

#include <cmath>

#include "sim/foresight/choice.hpp"
#include "sim/people/population.hpp"
#include "sim/stages/catalog.hpp"

namespace sojourn {

namespace {

constexpr std::size_t kSavingsClasses = 16;

/// Prospects of the residents of one place, better by `gain`.
Prospects improved(const Prospects& now, PlaceId place, double gain) {
  Prospects prospects{.residents = now.residents, .insecure = {}};
  if (!std::isfinite(gain)) return prospects;
  for (const Skill skill : kAllSkills) {
    for (const bool student : {false, true}) prospects.residents(place, skill, student) += gain;
  }
  return prospects;
}

/// The reasons to leave that name no destination themselves.
std::vector<const Departure*> free_departures(const Scene& scene, PlaceId place) {
  std::vector<const Departure*> reasons;
  for (const auto& departure : scene.modules.of<Departure>()) {
    if (!departure->call(scene, place, 0.5)) reasons.push_back(departure.get());
  }
  return reasons;
}

}  // namespace

Viewpoint typical_resident(const World& world, PlaceId place) {
  return {world.state_of(place), place, Skill::kMedium, false};
}

std::vector<double> typical_savings(const Scene& scene, PlaceId place) {
  std::vector<double> savings(kSavingsClasses, std::numeric_limits<double>::max());
  if (scene.modules.of<Capability>().empty()) return savings;
  for (std::size_t k = 0; k < kSavingsClasses; ++k) {
    const double u = (k + 0.5) / kSavingsClasses;
    savings[k] = scene.modules.of<Capability>().front()->savings(scene, place, Skill::kMedium, u);
  }
  return savings;
}

double expected_leavers(const Scene& now, PlaceId place, double gain) {
  const Prospects prospects = improved(now.prospects, place, gain);
  const Scene scene = now.with(prospects);
  const auto reasons = free_departures(scene, place);
  double sum = 0;
  scene.cohorts.each_of(place, scene.world.calendar.year(scene.tick),
                        [&](const Cohort& cohort, std::int64_t count) {
                          for (const Departure* reason : reasons) {
                            sum += count * reason->rate(scene, cohort);
                          }
                        });
  return sum * scene.world.persons_per_agent;
}

double Outlook::logsum_now(PlaceId place) {
  logsums_.resize(now_.world.places.size(), std::numeric_limits<double>::quiet_NaN());
  double& logsum = logsums_[place.index()];
  if (std::isnan(logsum)) {
    const Viewpoint who = typical_resident(now_.world, place);
    logsum = ChoiceRow(evaluate(now_, now_.modules, who), nullptr, nests_of(now_.modules)).logsum();
  }
  return logsum;
}

Expected Outlook::of(const Scene& scene, PlaceId place) {
  const Viewpoint who = typical_resident(scene.world, place);
  orders_.resize(scene.world.places.size());
  CostOrder& order = orders_[place.index()];
  order.begin_lot();
  payoffs_of_plans(scene, scene.modules, who, payoffs_);
  row_.fill(payoffs_, nullptr, nests_of(scene.modules), order);
  const Scene known = scene.with(now_.prospects);
  Expected expected;
  expected.leavers = expected_leavers(known, place, row_.logsum() - logsum_now(place));
  expected.arrivals = Arrivals(scene.modules.channel_ids(), scene.world.place_ids());
  row_.add_expected_shares(typical_savings(scene, place), expected.arrivals);
  for (double& arrivals : expected.arrivals) arrivals *= expected.leavers;
  return expected;
}

}  // namespace sojourn
