#pragma once

#include "models/home_front/inflow_response.hpp"

namespace sojourn::models {

/// How many kin join a state under other levers: settled compatriots call them in proportion to
/// sqrt(rights in force*openness) (ODD 7.8), which the choice model does not hold.
class FamilyResponse {
 public:
  explicit FamilyResponse(const World& world);
  void bind(const ModuleSet& modules);
  /// What calls go with; once a tick.
  void note(const Scene& scene);
  /// Adds to `inflow` how many more kin come per unit of openness and of rights. Last year's
  /// callers are scaled to the levers now and one `step` away, up to the places there are. Rules of
  /// `now` must be those of its stances. Nothing where calls had no weight last year.
  void add(const Scene& now, StateId state, double step, InflowResponse& inflow) const;
  template <class Keeper>
  void state(Keeper& archive) {
    archive(this_year_, last_year_, ticks_);
  }

 private:
  ChannelId family_;
  StateArray this_year_, last_year_;  // sum and mean over ticks of what calls went with
  int ticks_ = 0;                     // of this year
};

}  // namespace sojourn::models
