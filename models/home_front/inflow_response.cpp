#include "models/home_front/inflow_response.hpp"

#include <cmath>
#include <numeric>
#include <utility>

#include "sim/foresight/outlook_alone.hpp"
#include "sim/foresight/what_if.hpp"
#include "sim/stages/catalog.hpp"

namespace sojourn::models {

namespace {

constexpr std::array<PlaceArray Stances::*, kLevers> kValues{&Stances::openness, &Stances::rights,
                                                             &Stances::enforcement};

/// Less than this is no step.
constexpr double kLeast = 1e-9;

using Cells = std::vector<double>;  // by channel * n_places + place [persons / year]

/// Every state tries one lever on one side, and what follows for rules and routes.
struct Trial {
  Lever lever;
  Side side;
  WhatIf then;
};
using Trials = std::vector<Trial>;

struct Inflow {
  double regular = 0, irregular = 0;
};

/// Lets the places of `state`, or of all, try a lever.
void try_lever(const Scene& now, Lever lever, Side side, double step, Stances& stances,
               const StateId* state = nullptr) {
  for (int p = 0; p < now.world.n_places(); ++p) {
    if (state != nullptr && now.world.state_of(PlaceId(p)) != *state) continue;
    values_of(stances, lever)[p] += trial_step(now.stances, PlaceId(p), lever, step, side);
  }
}

std::vector<int> places_of(const World& world, StateId state) {
  std::vector<int> places;
  for (int p = 0; p < world.n_places(); ++p) {
    if (world.state_of(PlaceId(p)) == state) places.push_back(p);
  }
  return places;
}

/// Costs of routes towards every state if that state alone tried another effort at its borders.
void set_costs_if_alone(const Scene& now, Side side, double step, Routes& routes) {
  for (int s = 0; s < now.world.n_states; ++s) {
    const StateId state(s);
    if (trial_step(now.stances, PlaceId(s), kEffortLever, step, side) == 0) continue;
    WhatIf alone(now);
    try_lever(now, kEffortLever, side, step, alone.stances(), &state);
    alone.derive_rules();
    const auto targets = places_of(now.world, state);
    alone.derive_routes(targets);
    for (const int target : targets) routes.set_cost_towards(target, alone.routes());
  }
}

Trial trial_of(const Scene& now, Lever lever, Side side, double step) {
  Trial trial{lever, side, WhatIf(now)};
  try_lever(now, lever, side, step, trial.then.stances());
  trial.then.derive_rules();
  if (lever == kEffortLever) set_costs_if_alone(now, side, step, trial.then.routes());
  return trial;
}

/// A trial as the residents of one state see it, while this lives: all states but their own have
/// moved.
class SeenFrom {
 public:
  SeenFrom(const Scene& now, Trial& trial, StateId home)
      : values_(values_of(trial.then.stances(), trial.lever)),
        rights_(trial.then.rules().rights),
        values_there_(values_),
        rights_there_(rights_) {
    for (const PlaceId place : now.world.places_of(home)) {
      values_[place.value] = values_of(now.stances, trial.lever)[place.value];
      rights_[place.value] = now.rules.rights[place.value];
    }
  }
  SeenFrom(const SeenFrom&) = delete;
  SeenFrom& operator=(const SeenFrom&) = delete;
  ~SeenFrom() {
    values_ = values_there_;
    rights_ = rights_there_;
  }

 private:
  PlaceArray &values_, &rights_;
  PlaceArray values_there_, rights_there_;
};

void add_foreign(const Scene& now, PlaceId origin, const Cells& from, Cells& to) {
  const std::size_t n_places = now.world.places.size();
  for (std::size_t i = 0; i < to.size(); ++i) {
    if (!now.world.same_state(PlaceId(i % n_places), origin)) to[i] += from[i];
  }
}

struct Expectations {
  Cells now;
  std::vector<Cells> tried;  // by trial
};

Expectations expect(const Scene& now, Trials& trials) {
  Expectations sums;
  sums.now.assign(now.modules.of<Channel>().size() * now.world.places.size(), 0);
  sums.tried.assign(trials.size(), sums.now);
  for (int p = 0; p < now.world.n_places(); ++p) {
    const PlaceId origin(p);
    if (now.ledger.residents[origin.index()] <= 0) continue;
    const OutlookAlone outlook(now, origin);
    add_foreign(now, origin, outlook.now(), sums.now);
    for (std::size_t t = 0; t < trials.size(); ++t) {
      const SeenFrom seen(now, trials[t], now.world.state_of(origin));
      add_foreign(now, origin, outlook.if_alone(trials[t].then.scene()), sums.tried[t]);
    }
  }
  return sums;
}

/// Foreigners who came last year [persons], by channel * n_places + place.
Cells observed(const Scene& now) {
  const std::size_t n_places = now.world.places.size();
  const Ledger& ledger = now.ledger;
  Cells arrivals(now.modules.of<Channel>().size() * n_places, 0);
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
    const bool unwanted = ends_unwanted(*now.modules.of<Channel>()[i / n_places]);
    Inflow& inflow = sums[now.world.state_of(PlaceId(i % n_places)).index()];
    (unwanted ? inflow.irregular : inflow.regular) += coming(now, rules, i, arrived[i], ratio);
  }
  return sums;
}

/// By state; the slopes are left out.
std::vector<InflowResponse> levels(const Scene& now, const Cells& arrived,
                                   const std::vector<Inflow>& as_is) {
  std::vector<InflowResponse> all(as_is.size());
  for (std::size_t s = 0; s < all.size(); ++s) {
    all[s].regular = as_is[s].regular;
    all[s].irregular = as_is[s].irregular;
  }
  const std::size_t n_places = now.world.places.size();
  for (std::size_t i = 0; i < arrived.size(); ++i) {
    if (ends_unwanted(*now.modules.of<Channel>()[i / n_places])) continue;
    all[now.world.state_of(PlaceId(i % n_places)).index()].arrived += arrived[i];
  }
  return all;
}

std::vector<InflowResponse> responses(const Scene& now, double step, Trials& trials) {
  const Expectations expected = expect(now, trials);
  const Cells arrived = observed(now);
  const auto as_is = inflows(now, now.rules, arrived, expected.now, expected.now);
  std::vector<InflowResponse> all = levels(now, arrived, as_is);
  for (std::size_t t = 0; t < trials.size(); ++t) {
    const auto [lever, side] = std::pair(trials[t].lever, trials[t].side);
    const auto then =
        inflows(now, trials[t].then.rules(), arrived, expected.now, expected.tried[t]);
    for (std::size_t s = 0; s < all.size(); ++s) {
      const double by = trial_step(now.stances, PlaceId(s), lever, step, side);
      if (std::abs(by) < kLeast) continue;
      InflowSlopes& slopes = all[s].on(side);
      slopes.regular[lever] = (then[s].regular - as_is[s].regular) / by;
      slopes.irregular[lever] = (then[s].irregular - as_is[s].irregular) / by;
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

double trial_step(const Stances& stances, PlaceId place, Lever lever, double step, Side side) {
  const double x = values_of(stances, lever)[place.value];
  return side == Side::kUp ? std::min(step, 1 - x) : -std::min(step, x);
}

std::vector<InflowResponse> inflow_responses(const Scene& scene, double step) {
  std::vector<int> everywhere(scene.world.places.size());
  std::iota(everywhere.begin(), everywhere.end(), 0);
  WhatIf consistent(scene);
  consistent.derive_rules();
  consistent.derive_routes(everywhere);
  const Scene now = consistent.scene();
  Trials trials;
  for (const Lever lever : {kOpennessLever, kRightsLever, kEffortLever}) {
    for (const Side side : {Side::kDown, Side::kUp}) {
      trials.push_back(trial_of(now, lever, side, step));
    }
  }
  return responses(now, step, trials);
}

}  // namespace sojourn::models
