#include "models/outcomes/origins.hpp"

#include <algorithm>

#include "models/outcomes/earnings.hpp"
#include "models/outcomes/migrants.hpp"
#include "sim/stages/module_set.hpp"
#include "sim/stages/rules_for.hpp"

namespace sojourn::models {

namespace {

/// Income of the world per head at the start [int. $ / year].
double mean_income(const World& world) {
  const Attributes& start = world.baseline;
  return (start.gdp_per_capita * start.population).sum() / start.population.sum();
}

/// By state: citizens abroad less foreigners when the run begins [persons].
StateArray net_abroad(const World& world) {
  StateArray net = StateArray::Zero(world.n_states);
  for (const StockRow& row : world.stocks) {
    if (world.state_of(row.residence) == row.citizenship) continue;
    net[row.citizenship] += row.persons;
    net[world.state_of(row.residence)] -= row.persons;
  }
  return net;
}

bool bound_by_a_text(const Scene& scene, StateId state) {
  return std::ranges::any_of(scene.agreements.instruments,
                             [&](const Instrument& text) { return text.binds(state); });
}

}  // namespace

double south_south_share(const Scene& scene) {
  const double mean = mean_income(scene.world);
  const auto is_below_mean = [&](StateId s) {
    return scene.world.baseline.gdp_per_capita[place_of(s)] < mean;
  };
  double within = 0, all = 0;
  each_abroad(scene, [&](PlaceId place, StateId home, double persons) {
    if (is_below_mean(home) && is_below_mean(scene.world.state_of(place))) within += persons;
    all += persons;
  });
  return all > 0 ? within / all : kUnknown;
}

double remittances(const Scene& scene) {
  const auto* observer = scene.modules.find<RemittanceObserver>();
  if (observer == nullptr) return kUnknown;
  const std::vector<double> sent = remittances_home(scene, observer->remitted());
  return std::accumulate(sent.begin(), sent.end(), 0.0) / scene.dt() / kBillion;
}

double origin_output(const Scene& scene) {
  const StateArray net = net_abroad(scene.world);
  if ((net <= 0).all()) return kUnknown;
  const std::vector<double> output = output_by_place(scene);
  double sum = 0;
  for (const PlaceId place : scene.world.place_ids()) {
    if (net[scene.world.state_of(place)] > 0) sum += output[place.index()];
  }
  return sum / kBillion;
}

double rights_all(const Scene& scene) {
  const Ledger& ledger = scene.ledger;
  double weighted = 0, all = 0;
  for (const PlaceId place : scene.world.place_ids()) {
    for (const StateId s : scene.world.states()) {
      if (scene.world.state_of(place) == s) continue;
      std::int64_t agents = 0;
      for (const Status status : kAllStatuses) agents += ledger.stock(place, s, status);
      if (agents == 0) continue;
      weighted += scene.persons(agents) * rights_for(scene.rules, s, place);
      all += scene.persons(agents);
    }
  }
  return all > 0 ? weighted / all : kUnknown;
}

double covered(const Scene& scene) {
  std::vector<char> bound;
  for (const StateId s : scene.world.states()) bound.push_back(bound_by_a_text(scene, s) ? 1 : 0);
  double persons = 0;
  each_abroad(scene, [&](PlaceId place, StateId, double here) {
    if (bound[scene.world.state_of(place).index()] != 0) persons += here;
  });
  return persons;
}

}  // namespace sojourn::models
