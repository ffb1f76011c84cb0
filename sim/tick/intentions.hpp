#pragma once

#include <cstdint>
#include <vector>

#include "sim/people/cohorts.hpp"
#include "sim/stages/catalog.hpp"
#include "sim/stages/tick_stream.hpp"
#include "sim/tick/moves.hpp"

namespace sojourn {

/// What someone can pay [int. $], who stands at `u` in (0, 1) among residents of the same
/// schooling; anything where no module says.
double savings_at(const Scene& scene, PlaceId place, Skill skill, double u);

/// Who of the residents wants to leave this tick, and why.
class Intentions {
 public:
  explicit Intentions(const Scene& scene);
  /// Adds the bids of a shard's cohorts.
  void collect(const CohortTable& cohorts, std::size_t shard, Moves::PerShard& out);

 private:
  void collect_cell(const Cohort& cohort, std::uint64_t cell, std::int64_t count,
                    Moves::PerShard& out);
  /// Notes a cohort's rate for every reason. @return their sum [1 / year]
  double rates_of(const Cohort& cohort);
  std::int64_t n_leavers(std::uint64_t cell, std::int64_t count, double rate) const;
  Bid intender(const Cohort& cohort, std::uint64_t cell, std::int64_t ordinal, double rate) const;
  /// The reason at `level` in [0, sum of rates).
  const Departure& reason_at(double level) const;

  const Scene& scene_;
  TickStream leavers_, intenders_;
  std::vector<double> rates_;  // by reason [1 / year]
};

}  // namespace sojourn
