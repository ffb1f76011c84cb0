#include "models/home_front/politics/home_politics.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include "models/home_front/declared_policy.hpp"
#include "models/home_front/labour_market.hpp"
#include "models/home_front/politics/elections.hpp"
#include "models/home_front/politics/turn_reason.hpp"
#include "models/home_front/sentiment.hpp"
#include "models/home_front/state_means.hpp"
#include "sim/base/archive.hpp"
#include "sim/stages/catalog.hpp"

namespace sojourn::models {

namespace {

constexpr double kLeastRest = 1e-3;  // as the range of c_o

using Levers = std::array<double, kLevers>;

/// What the scenario, its history and its governments declare for a country, within [0, 1].
Levers declared(const Scene& scene, StateId state) {
  return {DeclaredPolicy::openness(scene)[state], DeclaredPolicy::rights(scene)[state], 0};
}

/// What policies hold the levers at, beside what is declared; NaN where none does.
std::array<PlaceArray, kLevers> held(const Scene& scene) {
  const double nan = std::numeric_limits<double>::quiet_NaN();
  const PlaceArray none = PlaceArray::Constant(scene.world.n_places(), nan);
  const Conditions& now = scene.conditions;
  return {now.held_openness.over(none) - DeclaredPolicy::openness(scene),
          now.held_rights.over(none) - DeclaredPolicy::rights(scene), now.held_effort.over(none)};
}

/// Without its own weight a lever would have no point of rest.
void require_rest(Settings& settings, const std::string& key, double weight) {
  if (weight < kLeastRest) settings.fault(key, "expected 0.001 or more: else nothing is wanted");
}

/// What a scenario that has these modules may not mean.
std::vector<std::string> doubts_of(const ModuleSet& modules, const HomeWeights& weights) {
  std::vector<std::string> all;
  if (modules.find<LabourMarket>() == nullptr) {
    all.push_back("no shortage moves states: the module \"labour_market\" is off");
  }
  const auto* sentiment = modules.find<Sentiment>();
  if (sentiment == nullptr) {
    all.push_back("no sentiment moves states: the module \"sentiment\" is off");
    return all;
  }
  if (!sentiment->is_calm()) {
    all.push_back("sentiment takes chance for news: sentiment.chance is 0");
  }
  if (sentiment->yields() && weights.interests.disarm > 0) {
    all.push_back("shortage counts twice against opposition: by sentiment.shortage and by disarm");
  }
  return all;
}

}  // namespace

HomePolitics::HomePolitics(Settings& s, const World& world)
    : YearlyPolicy(s, world),
      weights_{.interests = Interests(s),
               .c_o = s.real("c_o", "1", {1e-3, 100}, HomeWeights{}.c_o,
                             "weight of openness other than what politics made of it"),
               .slack = s.real("slack", "1", {0, 1}, HomeWeights{}.slack,
                               "shortage beside the usual that nobody minds")},
      settling_(static_cast<int>(
          s.integer("settling", "years", {1, 50}, 2,
                    "whole years of a run after which a state's politics are read from what it "
                    "does"))),
      harm_(s, world, settling_),
      family_(world),
      usual_(world.states().size()),
      status_quo_(world.states().size()) {
  require_rest(s, "c_r", weights().c_r);
  require_rest(s, "c_enf", weights().c_enf);
}

void HomePolitics::bind(const ModuleSet& modules) {
  YearlyPolicy::bind(modules);
  weights_.policy = weights();
  elections_ = modules.find<Elections>();
  retention_ = modules.find<Retention>();
  family_.bind(modules);
  doubts_ = doubts_of(modules, weights_);
}

std::string HomePolitics::warning() const {
  std::string all = YearlyPolicy::warning();
  for (const std::string& one : doubts_) all += (all.empty() ? "" : "; ") + one;
  return all;
}

void HomePolitics::experience(const Scene& scene) {
  if (held_at_start_[0].size() == 0) held_at_start_ = held(scene);
  harm_.update(scene);
  family_.note(scene);
  if (trend().years() > 0) get_used(scene);
}

/// A plain mean while the memory is young. In the first year no trend of the workforce is known.
void HomePolitics::get_used(const Scene& scene) {
  const double share = std::max(scene.dt() / settling_, 1.0 / ++months_);
  for (const StateId s : scene.world.states()) {
    if (!status_quo(s)) usual_[s.index()].drift(circumstances(scene, s), share);
  }
}

void HomePolitics::look_around(const Scene& now) {
  if (retention_ != nullptr) leaving_ = retention_->rates(now);
}

/// Politics are read on the first choice: it moves what departs from the usual even then.
YearlyPolicy::Decision HomePolitics::decide(const Scene& now, StateId state, PolicyFacts facts) {
  std::optional<StatusQuo>& known = status_quo_[state.index()];
  if (!known) known = reveal(now, state);
  family_.add(now, state, weights().step, facts.inflow);
  const HomeCase home = case_of(now, state);
  const PolicyChoice choice =
      best_of_sides([&](const Sides& sides) { return home_problem(weights_, facts, home, sides); });
  const auto reason = [&](Lever lever) {
    return turn_reason(weights_, facts, home, lever, choice.sides[lever]);
  };
  return {choice, {reason(kOpennessLever), reason(kRightsLever)}};
}

Circumstances HomePolitics::circumstances(const Scene& scene, StateId state) const {
  const auto mean = [&](const PlaceArray& of) {
    return mean_by_people(scene, state, [&](PlaceId p) { return of[p]; });
  };
  PolicyFacts ahead;
  look_ahead(scene, state, ahead);
  const double missing = ahead.demand > 0 ? (ahead.demand - ahead.supply) / ahead.demand : 0;
  return {.sentiment = mean(scene.stances.sentiment),
          .shortage = shortage_of(scene, state),
          .shortage_ahead = std::max(0.0, missing),
          .unemployment = mean(scene.conditions.unemployment)};
}

Departures HomePolitics::departures(const Scene& scene, StateId state) const {
  if (!status_quo(state)) return {};
  Departures all = weights_.departures(circumstances(scene, state), status_quo(state)->usual);
  all.news = harm_.of(state);
  return all;
}

/// What departs from the usual weighs as in the choice of policy.
PlacedWorker HomePolitics::placed_worker(const Scene& scene, StateId state,
                                         double /*vacant*/) const {
  const Departures now = departures(scene, state);
  const PersonWeights weighs = weights_.interests.of(now, weights().p_w, weights().irregular_weight,
                                                     scene.conditions.rule_of_law[state]);
  return {weighs.regular, std::max(0.0, now.shortage_ahead - weights_.slack)};
}

StatusQuo HomePolitics::reveal(const Scene& scene, StateId state) const {
  StatusQuo known{.rule_of_law = scene.conditions.rule_of_law[state],
                  .usual = usual_[state.index()]};
  const Levers stated = declared(scene, state);
  for (std::size_t k = 0; k < kLevers; ++k) {
    const double own = unheld_values_of(scene.stances, static_cast<Lever>(k))[state] - stated[k];
    const double at_start = held_at_start_[k][state];
    known.chosen[k] = std::isnan(at_start) ? own : at_start;
  }
  return known;
}

HomeCase HomePolitics::case_of(const Scene& scene, StateId state) const {
  const StatusQuo& known = *status_quo(state);
  const Levers stated = declared(scene, state);
  HomeCase home{.swing = elections_ == nullptr ? 0 : elections_->swing(state),
                .law_pull = law_pull(weights(), known.rule_of_law,
                                     stated[kRightsLever] + known.chosen[kRightsLever]),
                .departures = departures(scene, state),
                .kept = kept_by_rights(scene, state)};
  for (std::size_t k = 0; k < kLevers; ++k) {
    home.wanted[k] = stated[k] + known.chosen[k] + (k == kEffortLever ? 0 : home.swing);
  }
  return home;
}

/// Of those who would choose again, who would go.
double HomePolitics::kept_by_rights(const Scene& scene, StateId state) const {
  if (retention_ == nullptr) return 0;
  const double choose_again = sum_over(scene.world, state, [&](PlaceId p) {
    return retention_->kept_by_rights(scene, leaving_, p);
  });
  return choose_again * share_that_goes(scene, state);
}

void HomePolitics::state(Archive& archive) {
  YearlyPolicy::state(archive);
  archive(harm_, family_, leaving_, held_at_start_, usual_, months_, status_quo_);
}

}  // namespace sojourn::models
