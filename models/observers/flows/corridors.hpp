#pragma once

#include "models/observers/axes.hpp"
#include "models/observers/series_list.hpp"
#include "sim/base/lookup.hpp"

namespace sojourn::models {

/// What happened on the corridors, and what the publishers of such figures would have counted:
/// detections[route, citizenship] are crossings, not persons, as in Frontex's tables.
class CorridorObserver final : public Observer {
 public:
  CorridorObserver(Settings&, const World&) {}

  void declare(const Scene& scene, Recorder& recorder) override {
    if (scene.world.corridors.empty()) return;
    const auto flow = [](auto member) {
      return [member](const Scene& s) { return as_persons(s, s.ledger.tick.*member); };
    };
    series_.flow(recorder, {"crossings", {"time", "corridor"}, "persons", "came across"},
                 flow(&Flows::crossings));
    series_.flow(recorder,
                 {"interceptions", {"time", "corridor"}, "persons", "attempts intercepted"},
                 flow(&Flows::interceptions));
    series_.flow(recorder,
                 {"crossing_deaths", {"time", "corridor"}, "persons", "died in the attempt"},
                 flow(&Flows::crossing_deaths));
    series_.flow(recorder,
                 {"turned_away", {"time", "corridor"}, "persons", "the place beyond was full"},
                 flow(&Flows::turned_away));
    series_.flow(recorder,
                 {"readmissions",
                  {"time", "corridor"},
                  "persons",
                  "came across and were sent back under an agreement"},
                 flow(&Flows::readmissions));
    series_.reals(recorder,
                  {"enforcement", {"time", "corridor"}, "1", "probability of interception"},
                  [](const Scene& s) { return s.rules.enforcement.flat(); });
    routes_ = route_names(scene.world);
    if (routes_.empty()) return;
    series_.flow(recorder,
                 {"detections",
                  {"time", "route", "citizenship"},
                  "persons",
                  "detected crossings, one person may count on several routes"},
                 [this](const Scene& s) { return detections(s); });
  }
  void observe(const Scene& scene, Recorder& recorder) override { series_.append(scene, recorder); }

 private:
  std::vector<double> detections(const Scene& scene) const {
    const auto states = scene.world.states().size();
    std::vector<double> sum(routes_.size() * states, 0);
    for (const CorridorId c : scene.world.corridor_ids()) {
      const std::string& route = scene.world.corridors[c.index()].route;
      if (route.empty()) continue;
      const std::size_t r = index_of(routes_, std::ranges::lower_bound(routes_, route));
      for (const StateId s : scene.world.states()) {
        sum[r * states + s.index()] += scene.persons(scene.ledger.tick.detections(c, s));
      }
    }
    return sum;
  }

  std::vector<std::string> routes_;
  SeriesList series_;
};

}  // namespace sojourn::models
