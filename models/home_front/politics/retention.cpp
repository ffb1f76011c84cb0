#include "models/home_front/politics/retention.hpp"

#include <algorithm>
#include <cmath>

#include "models/home_front/politics/rights_elsewhere.hpp"
#include "sim/base/archive.hpp"
#include "sim/base/arithmetic/elementary.hpp"
#include "sim/stages/module_set.hpp"

namespace sojourn::models {

namespace {

/// What rounding makes of equal rights.
constexpr double kNoBetter = 1e-12;

}  // namespace

Retention::Retention(Settings& s, const World& /*world*/)
    : leave_(s.real("leave", "1 / year", {0, 1}, 0.01,
                    "rate of leaving, times exp(chi*(rights elsewhere - here)) - 1")),
      chi_(s.real("chi", "1", {0, 50}, 3, "weight of better rights elsewhere")),
      most_(s.real("most", "1 / year", {0, 5}, 0.2, "largest rate")) {}

Retention::Rates Retention::rates(const Scene& scene) const {
  Rates all(scene.world.states(), scene.world.place_ids());
  for (const StateId citizenship : scene.world.states()) {
    const RightsElsewhere elsewhere(scene, citizenship);
    for (const PlaceId p : scene.world.place_ids()) {
      const double gap = elsewhere.above(p);
      all(citizenship, p) =
          gap < kNoBetter ? 0 : std::min(most_, leave_ * fixed::expm1(chi_ * gap));
    }
  }
  return all;
}

/// Per worker chi*leave*exp(chi*gap).
double Retention::kept_by_rights(const Scene& scene, const Rates& rates, PlaceId place) const {
  double kept = 0;
  for (const StateId home : scene.world.states()) {
    const double rate = rates(home, place);
    if (home == scene.world.state_of(place) || rate <= 0 || rate >= most_) continue;
    const std::int64_t workers = scene.ledger.stock(place, home, Status::kRegular) +
                                 scene.ledger.stock(place, home, Status::kSponsored);
    kept += chi_ * (leave_ + rate) * scene.persons(workers);
  }
  return kept;
}

double share_that_goes(const Scene& scene, StateId state) {
  const Flows& flows = scene.ledger.last_year;
  std::int64_t chose = 0, went = 0;
  for (const PlaceId from : scene.world.places_of(state)) {
    chose += flows.unplanned[from];
    for (const PlaceId to : scene.world.place_ids()) {
      for (const Skill skill : kAllSkills) chose += flows.planned(from, to, skill);
      for (const ChannelId c : scene.modules.channel_ids()) {
        if (!scene.modules.of<Channel>()[c.index()]->is_chosen()) continue;
        went += flows.departures(from, to, c);
      }
    }
  }
  return chose > 0 ? std::min(1.0, 1.0 * went / chose) : 0;
}

void Retention::state(Archive& archive) {
  archive(rates_);
}

}  // namespace sojourn::models
