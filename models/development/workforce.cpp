#include "models/development/workforce.hpp"

#include <algorithm>
#include <cmath>

#include "sim/base/arithmetic/elementary.hpp"

namespace sojourn::models {

namespace {

/// Lives there for now or for good, and has not just come back (as Ledger::settled).
constexpr StatusSet kAbroad = kSecure | kInsecure | kForATerm;

Workforce nobody(const World& world) {
  Workforce none;
  none.residents = none.citizens = none.returned = none.foreigners =
      Counts<PlaceId, Skill>(world.place_ids(), kAllSkills);
  none.abroad = Counts<StateId, Skill>(world.states(), kAllSkills);
  none.ticks_abroad = Counts<StateId>(world.states());
  none.sending = Counts<PlaceId, StateId, Skill>(world.place_ids(), world.states(), kAllSkills);
  return none;
}

void count_residents(const Scene& scene, const CohortTable& cohorts, Workforce& all) {
  const int year = scene.world.calendar.year(scene.tick);
  for (const PlaceId place : scene.world.place_ids()) {
    cohorts.each_of(place, year, [&](const Cohort& cohort, std::int64_t n) {
      if (cohort.age >= 15 && cohort.age < 65) all.residents(place, cohort.skill) += n;
    });
  }
}

/// People of one place, citizenship and status.
void count_settled_abroad(const Scene& scene, const std::vector<Person>& people,
                          const Fading& fading, Workforce& all) {
  for (const Person& person : people) {
    const int ticks = std::max(0, scene.tick - person.changed_at());
    const StateId home = person.citizen_of();
    const Skill skill = person.schooling();
    ++all.abroad(home, skill);
    all.ticks_abroad[home] += ticks;
    all.sending(person.place(), home, skill) += fading.after(ticks);
  }
}

void count_bucket(const Scene& scene, const BucketKeys& keys, const Bucket& bucket,
                  const Fading& fading, Workforce& all) {
  const PlaceId place = keys.residence(bucket.key);
  const Status status = keys.status(bucket.key);
  const bool foreign = scene.world.state_of(place) != keys.citizenship(bucket.key);
  auto& here = foreign ? all.foreigners : all.citizens;
  for (const Person& person : bucket.people) ++here(place, person.schooling());
  if (!foreign && status == Status::kReturned) {
    for (const Person& person : bucket.people) ++all.returned(place, person.schooling());
  }
  if (foreign && kAbroad.contains(status)) count_settled_abroad(scene, bucket.people, fading, all);
}

}  // namespace

Fading::Fading(double rate, const World& world) {
  const int longest = Person::kTickBias + world.n_ticks;
  for (int ticks = 0; ticks <= longest; ++ticks) {
    after_.push_back(std::llround(kWhole * fixed::exp(-rate * ticks * world.calendar.dt())));
  }
}

std::int64_t Fading::after(int ticks) const {
  const std::size_t at = ticks;
  return after_[std::min(at, after_.size() - 1)];
}

double Workforce::mean_ticks_abroad(StateId citizenship) const {
  std::int64_t n = 0;
  for (const Skill skill : kAllSkills) n += abroad(citizenship, skill);
  return n > 0 ? 1.0 * ticks_abroad[citizenship] / n : 0;
}

Workforce count_workforce(const Scene& scene, const Population& population, const Fading& fading) {
  Workforce all = nobody(scene.world);
  count_residents(scene, population.cohorts, all);
  for (const Shard& shard : population.shards) {
    for (const Bucket& bucket : shard.buckets()) {
      count_bucket(scene, population.keys, bucket, fading, all);
    }
  }
  return all;
}

}  // namespace sojourn::models
