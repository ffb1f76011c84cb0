#include "sim/tick/intentions.hpp"

#include <algorithm>
#include <limits>

#include "sim/base/binomial.hpp"
#include "sim/base/rates.hpp"

namespace sojourn {

namespace {

constexpr StreamId kLeaverStream = stream_id("engine: leavers");
constexpr StreamId kIntenderStream = stream_id("engine: intenders");

// An intender's key holds the cell in 31 bits: years of birth from 1790 to 2190 are 401.
static_assert(std::uint64_t{401} * kMaxPlaces * CohortTable::kGroups < std::uint64_t{1} << 31);

std::uint64_t intender_key(std::uint64_t cell, std::int64_t ordinal) {
  return std::uint64_t{1} << 63 | cell << 32 | static_cast<std::uint64_t>(ordinal);
}

/// [months since January of kFirstBirthYear], by the part of the year `u` in (0, 1).
std::uint16_t birth_month(int year, double u) {
  return static_cast<std::uint16_t>((year - kFirstBirthYear) * 12 + static_cast<int>(u * 12));
}

}  // namespace

double savings_at(const Scene& scene, PlaceId place, Skill skill, double u) {
  const auto& capability = scene.modules.of<Capability>();
  if (capability.empty()) return std::numeric_limits<double>::max();
  return capability.front()->savings(scene, place, skill, u);
}

Intentions::Intentions(const Scene& scene)
    : scene_(scene),
      leavers_(scene, kLeaverStream),
      intenders_(scene, kIntenderStream),
      rates_(scene.modules.of<Departure>().size()) {}

void Intentions::collect(const CohortTable& cohorts, std::size_t shard, Moves::PerShard& out) {
  const int year = scene_.world.calendar.year(scene_.tick);
  for (const std::uint64_t block : cohorts.blocks_of(shard)) {
    const std::uint64_t first = block * CohortTable::kGroups;
    for (std::uint64_t cell = first; cell < first + CohortTable::kGroups; ++cell) {
      const std::int64_t count = cohorts.count(cell);
      if (count > 0) collect_cell(cohorts.cohort(cell, year), cell, count, out);
    }
  }
}

void Intentions::collect_cell(const Cohort& cohort, std::uint64_t cell, std::int64_t count,
                              Moves::PerShard& out) {
  const double rate = rates_of(cohort);
  if (!(rate > 0)) return;
  const std::int64_t n = n_leavers(cell, count, rate);
  for (std::int64_t i = 0; i < n; ++i) out.bids.push_back(intender(cohort, cell, i, rate));
  out.n_intenders += static_cast<std::uint64_t>(n);
}

double Intentions::rates_of(const Cohort& cohort) {
  double total = 0;
  for (std::size_t d = 0; d < rates_.size(); ++d) {
    rates_[d] = scene_.modules.of<Departure>()[d]->rate(scene_, cohort);
    total += rates_[d];
  }
  return total;
}

std::int64_t Intentions::n_leavers(std::uint64_t cell, std::int64_t count, double rate) const {
  return binomial(count, tick_probability(rate, scene_.dt()), leavers_.of(cell).uniform());
}

Bid Intentions::intender(const Cohort& cohort, std::uint64_t cell, std::int64_t ordinal,
                         double rate) const {
  const std::uint64_t key = intender_key(cell, ordinal);
  Draws draws = intenders_.of(key);
  const double birth = draws.uniform();
  const double saved = draws.uniform();
  const Departure& reason = reason_at(draws.uniform() * rate);
  Bid bid{.key = key,
          .who = {scene_.world.state_of(cohort.place), cohort.place, cohort.skill,
                  is_student_age(cohort.age)},
          .savings = savings_at(scene_, cohort.place, cohort.skill, saved),
          .savings_class = static_cast<std::uint8_t>(saved * 16),
          .cell = cell,
          .birth_month = birth_month(cohort.birth_year, birth),
          .sex = cohort.sex};
  if (const auto call = reason.call(scene_, cohort.place, draws.uniform())) {
    bid.called = true;
    bid.option = {call->channel, call->destination};
  }
  return bid;
}

const Departure& Intentions::reason_at(double level) const {
  std::size_t reason = 0;
  while (reason + 1 < rates_.size() && level >= rates_[reason]) level -= rates_[reason++];
  return *scene_.modules.of<Departure>()[reason];
}

}  // namespace sojourn
