#pragma once

#include <cstdint>
#include <vector>

#include "sim/people/population.hpp"
#include "sim/stages/stages.hpp"

namespace sojourn::models {

/// How much of what people send home when they have just come they still send later: exp(-rate*t).
class Fading {
 public:
  static constexpr double kWhole = 1e6;

  /// @param rate [1 / year]
  Fading(double rate, const World& world);
  /// After so many ticks, at least 0 [millionths]: whole numbers, whose sums know no order.
  std::int64_t after(int ticks) const;

 private:
  std::vector<std::int64_t> after_;
};

/// Who works where, by schooling, and who of a country is abroad [agents].
struct Workforce {
  Counts<PlaceId, Skill> residents;  // without a record, aged 15 to 64
  Counts<PlaceId, Skill> citizens;   // with a record, of the place's own state
  Counts<PlaceId, Skill> returned;   // of these, those who have come back
  Counts<PlaceId, Skill> foreigners;
  Counts<StateId, Skill> abroad;  // settled abroad, by citizenship
  Counts<StateId> ticks_abroad;   // since their last change of place or status, all of them
  Counts<PlaceId, StateId, Skill> sending;  // the same by residence, see Fading [millionths]

  /// Mean time abroad of the citizens who are there [ticks]; 0 where nobody is.
  double mean_ticks_abroad(StateId citizenship) const;
};

Workforce count_workforce(const Scene& scene, const Population& population, const Fading& fading);

}  // namespace sojourn::models
