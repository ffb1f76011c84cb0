#include "models/home_front/inflow_response.hpp"

#include <cmath>
#include <memory>
#include <utility>

#include "sim/foresight/enactment.hpp"
#include "sim/foresight/outlook_alone.hpp"
#include "sim/stages/catalog.hpp"

namespace sojourn::models {

namespace {

constexpr std::array<PlaceArray Stances::*, kLevers> kValues{&Stances::openness, &Stances::rights,
                                                             &Stances::enforcement};

/// Less than this is no step.
constexpr double kLeast = 1e-9;

/// A scene in which every state tries one lever on one side, and what follows for rules and routes.
struct Trial {
  Lever lever;
  Side side;
  Stances stances;
  Rules rules;
  std::shared_ptr<const Routes> routes;
};
using Trials = std::vector<Trial>;

struct Inflow {
  double regular = 0, irregular = 0;
};

/// Lets the places of `state`, or of all, try a lever.
Stances tried(const Scene& now, Lever lever, Side side, double step,
              const StateId* state = nullptr) {
  Stances stances = now.stances;
  for (const PlaceId p : now.world.place_ids()) {
    if (state != nullptr && now.world.state_of(p) != *state) continue;
    values_of(stances, lever)[p] += trial_step(now.stances, p, lever, step, side);
  }
  return stances;
}

/// Routes towards every state if that state alone tried another effort at its borders.
std::shared_ptr<const Routes> routes_if_alone(const Scene& now, Side side, double step) {
  auto routes = std::make_shared<Routes>(now.routes);
  for (const StateId state : now.world.states()) {
    if (trial_step(now.stances, place_of(state), kEffortLever, step, side) == 0) continue;
    const Stances stances = tried(now, kEffortLever, side, step, &state);
    const Rules rules = rules_of(changed(now, {.stances = &stances}));
    const auto& targets = now.world.places_of(state);
    const Routes own = routes_of(changed(now, {.stances = &stances, .rules = &rules}), targets);
    for (const PlaceId target : targets) routes->set_cost_towards(target, own);
  }
  return routes;
}

/// A trial as the residents of one state see it: all states but their own have moved.
class SeenFrom {
 public:
  SeenFrom(const Scene& now, Trial& trial, StateId home)
      : trial_(trial), places_(now.world.places_of(home)), was_(trial.rules.rights) {
    for (const PlaceId place : places_) {
      values_of(stances_, trial.lever)[place] = values_of(now.stances, trial.lever)[place];
      trial.rules.rights[place] = now.rules.rights[place];
    }
  }
  SeenFrom(const SeenFrom&) = delete;
  SeenFrom& operator=(const SeenFrom&) = delete;
  ~SeenFrom() { trial_.rules.rights = was_; }

  Scene scene(const Scene& now) const {
    return changed(now,
                   {.stances = &stances_, .rules = &trial_.rules, .routes = trial_.routes.get()});
  }

 private:
  Trial& trial_;
  const std::vector<PlaceId>& places_;
  PlaceArray was_;
  Stances stances_ = trial_.stances;
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
    const LoneChanges outlook(now, origin);
    add_foreign(now, origin, outlook.now(), sums.now);
    for (std::size_t t = 0; t < trials.size(); ++t) {
      const SeenFrom seen(now, trials[t], now.world.state_of(origin));
      add_foreign(now, origin, outlook.each_alone(seen.scene(now)), sums.tried[t]);
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
  const Status status = channel.arrival_status();
  return channel.walks() && (status == Status::kIrregular || status == Status::kAsylumApplicant);
}

/// Who comes if `ratio` times as many as last year want to.
double coming(const Scene& now, const Rules& rules, ChannelId channel, PlaceId place,
              double arrived, double ratio) {
  double sum = 0;
  for (const Skill skill : kAllSkills) {
    const double quota = rules.quota(channel, place, skill);
    if (!std::isfinite(quota)) return arrived * ratio;
    const std::int64_t proposals = now.ledger.last_year.proposals(channel, place, skill);
    sum += std::min(quota, now.persons(proposals) * ratio);
  }
  return sum;
}

std::vector<Inflow> inflows(const Scene& now, const Rules& rules, const Arrivals& arrived,
                            const Arrivals& before, const Arrivals& after) {
  std::vector<Inflow> sums(now.world.states().size());
  for (const ChannelId c : now.modules.channel_ids()) {
    const bool unwanted = ends_unwanted(*now.modules.channels[c.index()]);
    for (const PlaceId place : now.world.place_ids()) {
      const double ratio = before(c, place) > 0 ? after(c, place) / before(c, place) : 1;
      Inflow& inflow = sums[now.world.state_of(place).index()];
      (unwanted ? inflow.irregular : inflow.regular) +=
          coming(now, rules, c, place, arrived(c, place), ratio);
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
  }
  for (const ChannelId c : now.modules.channel_ids()) {
    if (ends_unwanted(*now.modules.channels[c.index()])) continue;
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
    const auto then = inflows(now, trials[t].rules, arrived, expected.now, expected.tried[t]);
    for (const StateId state : now.world.states()) {
      const std::size_t s = state.index();
      const double by = trial_step(now.stances, place_of(state), lever, step, side);
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
  const double x = values_of(stances, lever)[place];
  return side == Side::kUp ? std::min(step, 1 - x) : -std::min(step, x);
}

std::vector<InflowResponse> inflow_responses(const Scene& scene, double step) {
  const auto places = scene.world.place_ids();
  const std::vector<PlaceId> everywhere(places.begin(), places.end());
  const Rules rules = rules_of(scene);
  const auto routes =
      std::make_shared<Routes>(routes_of(changed(scene, {.rules = &rules}), everywhere));
  const Scene now = changed(scene, {.rules = &rules, .routes = routes.get()});
  Trials trials;
  for (const Lever lever : {kOpennessLever, kRightsLever, kEffortLever}) {
    for (const Side side : {Side::kDown, Side::kUp}) {
      Stances stances = tried(now, lever, side, step);
      Rules then = rules_of(changed(now, {.stances = &stances}));
      trials.push_back({lever, side, std::move(stances), std::move(then),
                        lever == kEffortLever ? routes_if_alone(now, side, step) : routes});
    }
  }
  return responses(now, step, trials);
}

}  // namespace sojourn::models
