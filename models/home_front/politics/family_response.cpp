#include "models/home_front/politics/family_response.hpp"

#include <algorithm>
#include <cmath>

#include "sim/stages/module_set.hpp"

namespace sojourn::models {

namespace {

/// What is smaller is nothing.
constexpr double kLeast = 1e-9;

double weight_of_calls(double openness, double rights) {
  return std::sqrt(std::max(0.0, openness * rights));
}

/// Kin who come in a year if `ratio` times as many as last year are called [persons].
double joining(const Scene& now, StateId state, ChannelId family, double ratio) {
  double sum = 0;
  for (const PlaceId place : now.world.places_of(state)) {
    std::int64_t arrived = 0;
    for (const StateId home : now.world.states()) {
      if (home != state) arrived += now.ledger.last_year.arrivals(home, place, family);
    }
    sum += coming(now, now.rules, {family, place}, now.persons(arrived), ratio);
  }
  return sum;
}

}  // namespace

FamilyResponse::FamilyResponse(const World& world)
    : this_year_(StateArray::Zero(world.n_states)), last_year_(this_year_) {}

void FamilyResponse::bind(const ModuleSet& modules) {
  family_ = modules.channel("family");
}

void FamilyResponse::note(const Scene& scene) {
  if (scene.world.calendar.begins_year(scene.tick)) {
    last_year_ = this_year_ / std::max<double>(1, ticks_);
    this_year_.setZero();
    ticks_ = 0;
  }
  if (scene.rules.rights.size() == 0) return;  // on the first tick
  for (const StateId s : scene.world.states()) {
    this_year_[s] += weight_of_calls(scene.stances.openness[s], scene.rules.rights[s]);
  }
  ++ticks_;
}

void FamilyResponse::add(const Scene& now, StateId state, double step,
                         InflowResponse& inflow) const {
  const double before = last_year_[state];
  if (!family_.valid() || before < kLeast) return;
  const double openness = now.stances.openness[state], rights = inflow.rights;
  const auto kin = [&](double o, double r) {
    return joining(now, state, family_, weight_of_calls(o, r) / before);
  };
  const double as_is = kin(openness, rights);
  for (const Side side : {Side::kDown, Side::kUp}) {
    InflowSlopes& slopes = inflow.on(side);
    const auto try_out = [&](Lever lever, const auto& joined) {
      const double by = trial_step(now.stances, place_of(state), lever, step, side);
      if (std::abs(by) >= kLeast) slopes.regular[lever] += (joined(by) - as_is) / by;
    };
    try_out(kOpennessLever, [&](double by) { return kin(openness + by, rights); });
    try_out(kRightsLever,
            [&](double by) { return kin(openness, rights + by * slopes.rights_in_force); });
  }
}

}  // namespace sojourn::models
