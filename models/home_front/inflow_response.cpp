#include "models/home_front/inflow_response.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "sim/foresight/outlook_alone.hpp"
#include "sim/foresight/what_if.hpp"
#include "sim/stages/catalog.hpp"

namespace sojourn::models {

namespace {

constexpr std::array<PlaceArray Stances::*, kLevers> kValues{&Stances::openness, &Stances::rights,
                                                             &Stances::enforcement};

constexpr std::array<PlaceArray Stances::*, kLevers> kUnheld{
    &Stances::openness_unheld, &Stances::rights_unheld, &Stances::enforcement_unheld};

/// Less than this is no step.
constexpr double kLeast = 1e-9;

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
  for (const PlaceId p : now.world.place_ids()) {
    if (state != nullptr && now.world.state_of(p) != *state) continue;
    values_of(stances, lever)[p] += trial_step(now.stances, p, lever, step, side);
  }
}

/// Costs of routes towards every state if that state alone tried another effort at its borders.
void set_costs_if_alone(const Scene& now, Side side, double step, Routes& routes) {
  for (const StateId state : now.world.states()) {
    if (trial_step(now.stances, place_of(state), kEffortLever, step, side) == 0) continue;
    WhatIf alone(now);
    try_lever(now, kEffortLever, side, step, alone.stances(), &state);
    alone.derive_rules();
    const auto& targets = now.world.places_of(state);
    alone.derive_routes(targets);
    for (const PlaceId target : targets) routes.set_cost_towards(target, alone.routes());
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
      values_[place] = values_of(now.stances, trial.lever)[place];
      rights_[place] = now.rules.rights[place];
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

void add_foreign(const Scene& now, PlaceId origin, const Arrivals& from, Arrivals& to) {
  for (const PlaceId place : now.world.place_ids()) {
    if (now.world.same_state(place, origin)) continue;
    for (const ChannelId c : now.modules.channel_ids()) to(c, place) += from(c, place);
  }
}

struct Expectations {
  Arrivals now;
  std::vector<Arrivals> tried;  // by trial
};

Expectations expect(const Scene& now, Trials& trials) {
  Expectations sums;
  sums.now = Arrivals(now.modules.channel_ids(), now.world.place_ids());
  sums.tried.assign(trials.size(), sums.now);
  for (const PlaceId origin : now.world.place_ids()) {
    if (now.ledger.residents[origin] <= 0) continue;
    const OutlookAlone outlook(now, origin);
    add_foreign(now, origin, outlook.now(), sums.now);
    for (std::size_t t = 0; t < trials.size(); ++t) {
      const SeenFrom seen(now, trials[t], now.world.state_of(origin));
      add_foreign(now, origin, outlook.if_alone(trials[t].then.scene()), sums.tried[t]);
    }
  }
  return sums;
}

/// Foreigners who came last year.
Arrivals observed(const Scene& now) {
  Arrivals came(now.modules.channel_ids(), now.world.place_ids());
  for (const StateId o : now.world.states()) {
    for (const PlaceId place : now.world.place_ids()) {
      if (now.world.state_of(place) == o) continue;
      for (const ChannelId c : now.modules.channel_ids()) {
        came(c, place) += now.persons(now.ledger.last_year.arrivals(o, place, c));
      }
    }
  }
  return came;
}

bool ends_unwanted(const Channel& channel) {
  const Status status = channel.prospective_status();
  return status == Status::kIrregular || status == Status::kAsylumApplicant;
}

/// Who comes of those for whom places are kept, spread evenly over the places that share them.
double coming_to_kept(const Scene& now, const Rules& rules, ChannelId channel, PlaceId place,
                      double ratio) {
  double sum = 0;
  for (const Allotment& one : rules.allotments) {
    if (one.channel != channel || !one.to.contains(place)) continue;
    const auto account = std::ranges::find_if(now.ledger.allotments, [&](const auto& known) {
      return known.policy == one.by && known.number == one.number;
    });
    const bool known = account != now.ledger.allotments.end() && account->yearly_claims >= 0;
    const double claims =
        known ? account->yearly_claims * now.world.persons_per_agent : one.persons_per_year;
    const auto shared = std::ranges::count_if(
        now.world.place_ids(), [&](PlaceId other) { return one.to.contains(other); });
    sum += one.when.share() * std::min(one.persons_per_year, claims * ratio) / shared;
  }
  return sum;
}

std::vector<Inflow> inflows(const Scene& now, const Rules& rules, const Arrivals& arrived,
                            const Arrivals& before, const Arrivals& after) {
  std::vector<Inflow> sums(now.world.states().size());
  for (const ChannelId c : now.modules.channel_ids()) {
    const bool unwanted = ends_unwanted(*now.modules.of<Channel>()[c.index()]);
    for (const PlaceId place : now.world.place_ids()) {
      const double ratio = before(c, place) > 0 ? after(c, place) / before(c, place) : 1;
      Inflow& inflow = sums[now.world.state_of(place).index()];
      (unwanted ? inflow.irregular : inflow.regular) +=
          coming(now, rules, {c, place}, arrived(c, place), ratio);
    }
  }
  return sums;
}

/// By state; the slopes are left out.
std::vector<InflowResponse> levels(const Scene& now, const Arrivals& arrived,
                                   const std::vector<Inflow>& as_is) {
  std::vector<InflowResponse> all(as_is.size());
  for (std::size_t s = 0; s < all.size(); ++s) {
    all[s].regular = as_is[s].regular;
    all[s].irregular = as_is[s].irregular;
    all[s].rights = now.rules.rights[StateId(s)];
  }
  for (const ChannelId c : now.modules.channel_ids()) {
    if (ends_unwanted(*now.modules.of<Channel>()[c.index()])) continue;
    for (const PlaceId place : now.world.place_ids()) {
      all[now.world.state_of(place).index()].arrived += arrived(c, place);
    }
  }
  return all;
}

std::vector<InflowResponse> responses(const Scene& now, double step, Trials& trials) {
  const Expectations expected = expect(now, trials);
  const Arrivals arrived = observed(now);
  const auto as_is = inflows(now, now.rules, arrived, expected.now, expected.now);
  std::vector<InflowResponse> all = levels(now, arrived, as_is);
  for (std::size_t t = 0; t < trials.size(); ++t) {
    const auto [lever, side] = std::pair(trials[t].lever, trials[t].side);
    const Rules& rules = trials[t].then.rules();
    const auto then = inflows(now, rules, arrived, expected.now, expected.tried[t]);
    for (const StateId state : now.world.states()) {
      const std::size_t s = state.index();
      const double by = trial_step(now.stances, place_of(state), lever, step, side);
      if (std::abs(by) < kLeast) continue;
      InflowSlopes& slopes = all[s].on(side);
      slopes.regular[lever] = (then[s].regular - as_is[s].regular) / by;
      slopes.irregular[lever] = (then[s].irregular - as_is[s].irregular) / by;
      if (lever == kRightsLever) {
        slopes.rights_in_force = (rules.rights[state] - now.rules.rights[state]) / by;
      }
    }
  }
  return all;
}

}  // namespace

double coming(const Scene& now, const Rules& rules, WayIn way, double arrived, double ratio) {
  const auto [channel, place] = way;
  double sum = coming_to_kept(now, rules, channel, place, ratio);
  for (const Skill skill : kAllSkills) {
    const double quota = rules.quota(channel, place, skill);
    if (!std::isfinite(quota)) return arrived * ratio;
    const std::int64_t proposals = now.ledger.last_year.proposals(channel, place, skill);
    sum += std::min(quota, now.persons(proposals) * ratio);
  }
  return sum;
}

PlaceArray& values_of(Stances& stances, Lever lever) {
  return stances.*kValues[lever];
}

const PlaceArray& values_of(const Stances& stances, Lever lever) {
  return stances.*kValues[lever];
}

const PlaceArray& unheld_values_of(const Stances& stances, Lever lever) {
  return stances.*kUnheld[lever];
}

double trial_step(double x, double step, Side side) {
  return side == Side::kUp ? std::min(step, 1 - x) : -std::min(step, x);
}

double trial_step(const Stances& stances, PlaceId place, Lever lever, double step, Side side) {
  return trial_step(values_of(stances, lever)[place], step, side);
}

std::vector<InflowResponse> inflow_responses(const Scene& scene, double step) {
  const auto places = scene.world.place_ids();
  const std::vector<PlaceId> everywhere(places.begin(), places.end());
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
