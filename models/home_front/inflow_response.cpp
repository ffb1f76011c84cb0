#include "models/home_front/inflow_response.hpp"

#include <cmath>
#include <numeric>

#include "sim/catalog.hpp"
#include "sim/enactment.hpp"
#include "sim/lone_changes.hpp"

namespace sojourn {

namespace {

constexpr std::array<PlaceArray Stances::*, kLevers> kValues{&Stances::openness, &Stances::rights,
                                                             &Stances::enforcement};

using Cells = std::vector<double>;  // by channel * n_places + place [persons / year]

/// A scene in which one lever of every state is tried, and what follows for rules and routes.
struct Trial {
  Stances stances;
  Rules rules;
  const Routes* routes;
};

struct Inflow {
  double regular = 0, irregular = 0;
};

/// Lets the places of `state`, or of all, try a lever.
Stances tried(const Scene& now, Lever lever, double step, const StateId* state = nullptr) {
  Stances stances = now.stances;
  for (int p = 0; p < now.world.n_places(); ++p) {
    if (state != nullptr && now.world.state_of(PlaceId(p)) != *state) continue;
    values_of(stances, lever)[p] += trial_step(now.stances, PlaceId(p), lever, step);
  }
  return stances;
}

std::vector<int> places_of(const World& world, StateId state) {
  std::vector<int> places;
  for (int p = 0; p < world.n_places(); ++p) {
    if (world.state_of(PlaceId(p)) == state) places.push_back(p);
  }
  return places;
}

/// Routes towards every state if that state alone tried another effort at its borders.
Routes routes_if_alone(const Scene& now, double step) {
  Routes routes = now.routes;
  for (int s = 0; s < now.world.n_states; ++s) {
    const StateId state(s);
    const Stances stances = tried(now, kEffortLever, step, &state);
    const Rules rules = rules_of(changed(now, {.stances = &stances}));
    const auto targets = places_of(now.world, state);
    const Routes own = routes_of(changed(now, {.stances = &stances, .rules = &rules}), targets);
    for (const int target : targets) routes.set_cost_towards(target, own);
  }
  return routes;
}

/// Who looks from `origin` sees the own state as it is.
Stances with_own(const Scene& now, Stances stances, PlaceId origin, Lever lever) {
  for (int p = 0; p < now.world.n_places(); ++p) {
    if (!now.world.same_state(PlaceId(p), origin)) continue;
    values_of(stances, lever)[p] = values_of(now.stances, lever)[p];
  }
  return stances;
}

void add_foreign(const Scene& now, PlaceId origin, const Cells& from, Cells& to) {
  const std::size_t n_places = now.world.places.size();
  for (std::size_t i = 0; i < to.size(); ++i) {
    if (!now.world.same_state(PlaceId(i % n_places), origin)) to[i] += from[i];
  }
}

struct Expectations {
  Cells now;
  std::array<Cells, kLevers> tried;
};

Expectations expect(const Scene& now, const std::array<Trial, kLevers>& trials) {
  Expectations sums;
  sums.now.assign(now.modules.channels.size() * now.world.places.size(), 0);
  sums.tried.fill(sums.now);
  for (int p = 0; p < now.world.n_places(); ++p) {
    const PlaceId origin(p);
    if (now.ledger.residents[origin.index()] <= 0) continue;
    const LoneChanges outlook(now, origin);
    add_foreign(now, origin, outlook.now(), sums.now);
    for (std::size_t k = 0; k < kLevers; ++k) {
      const Stances own = with_own(now, trials[k].stances, origin, static_cast<Lever>(k));
      const Scene others =
          changed(now, {.stances = &own, .rules = &trials[k].rules, .routes = trials[k].routes});
      add_foreign(now, origin, outlook.each_alone(others), sums.tried[k]);
    }
  }
  return sums;
}

/// Foreigners who came last year [persons], by channel * n_places + place.
Cells observed(const Scene& now) {
  const std::size_t n_places = now.world.places.size();
  const Ledger& ledger = now.ledger;
  Cells arrivals(now.modules.channels.size() * n_places, 0);
  for (std::size_t i = 0; i < arrivals.size(); ++i) {
    const PlaceId place(i % n_places);
    for (int o = 0; o < now.world.n_states; ++o) {
      if (now.world.state_of(place) == StateId(o)) continue;
      const auto cell =
          ledger.pair_channel(static_cast<std::size_t>(o), place.index(), i / n_places);
      arrivals[i] += now.persons(ledger.last_year.arrivals[cell]);
    }
  }
  return arrivals;
}

bool ends_unwanted(const Channel& channel) {
  const Status status = channel.arrival_status();
  return channel.walks() && (status == Status::kIrregular || status == Status::kAsylumApplicant);
}

/// Who comes if `ratio` times as many as last year want to.
double coming(const Scene& now, const Rules& rules, std::size_t cell, double arrived,
              double ratio) {
  const std::size_t n_places = now.world.places.size();
  const std::size_t channel = cell / n_places, first = cell % n_places * kSkills;
  double sum = 0;
  for (std::size_t c = first; c < first + kSkills; ++c) {
    const double quota = rules.quota[channel][c];
    if (!std::isfinite(quota)) return arrived * ratio;
    const auto proposals = now.ledger.last_year.proposals[channel * n_places * kSkills + c];
    sum += std::min(quota, now.persons(proposals) * ratio);
  }
  return sum;
}

std::vector<Inflow> inflows(const Scene& now, const Rules& rules, const Cells& arrived,
                            const Cells& before, const Cells& after) {
  const std::size_t n_places = now.world.places.size();
  std::vector<Inflow> sums(static_cast<std::size_t>(now.world.n_states));
  for (std::size_t i = 0; i < arrived.size(); ++i) {
    const double ratio = before[i] > 0 ? after[i] / before[i] : 1;
    const bool unwanted = ends_unwanted(*now.modules.channels[i / n_places]);
    Inflow& inflow = sums[now.world.state_of(PlaceId(i % n_places)).index()];
    (unwanted ? inflow.irregular : inflow.regular) += coming(now, rules, i, arrived[i], ratio);
  }
  return sums;
}

std::vector<InflowResponse> responses(const Scene& now, double step,
                                      const std::array<Trial, kLevers>& trials) {
  const Expectations expected = expect(now, trials);
  const Cells arrived = observed(now);
  const auto as_is = inflows(now, now.rules, arrived, expected.now, expected.now);
  std::vector<InflowResponse> all(as_is.size());
  for (std::size_t i = 0; i < arrived.size(); ++i) {
    const std::size_t n_places = now.world.places.size();
    if (ends_unwanted(*now.modules.channels[i / n_places])) continue;
    all[now.world.state_of(PlaceId(i % n_places)).index()].arrived += arrived[i];
  }
  for (std::size_t s = 0; s < all.size(); ++s) {
    all[s].regular = as_is[s].regular;
    all[s].irregular = as_is[s].irregular;
  }
  for (std::size_t k = 0; k < kLevers; ++k) {
    const auto then = inflows(now, trials[k].rules, arrived, expected.now, expected.tried[k]);
    for (std::size_t s = 0; s < all.size(); ++s) {
      const double by = trial_step(now.stances, PlaceId(s), static_cast<Lever>(k), step);
      all[s].regular_slope[k] = (then[s].regular - as_is[s].regular) / by;
      all[s].irregular_slope[k] = (then[s].irregular - as_is[s].irregular) / by;
    }
  }
  return all;
}

}  // namespace

PlaceArray& values_of(Stances& stances, Lever lever) {
  return stances.*kValues[lever];
}

const PlaceArray& values_of(const Stances& stances, Lever lever) {
  return stances.*kValues[lever];
}

double trial_step(const Stances& stances, PlaceId place, Lever lever, double step) {
  return values_of(stances, lever)[place.value] + step <= 1 ? step : -step;
}

std::vector<InflowResponse> inflow_responses(const Scene& scene, double step) {
  std::vector<int> everywhere(scene.world.places.size());
  std::iota(everywhere.begin(), everywhere.end(), 0);
  const Rules rules = rules_of(scene);
  const Routes routes = routes_of(changed(scene, {.rules = &rules}), everywhere);
  const Scene now = changed(scene, {.rules = &rules, .routes = &routes});
  const Routes guarded = routes_if_alone(now, step);
  std::array<Trial, kLevers> trials;
  for (std::size_t k = 0; k < kLevers; ++k) {
    trials[k].stances = tried(now, static_cast<Lever>(k), step);
    trials[k].rules = rules_of(changed(now, {.stances = &trials[k].stances}));
    trials[k].routes = k == kEffortLever ? &guarded : &routes;
  }
  return responses(now, step, trials);
}

}  // namespace sojourn
