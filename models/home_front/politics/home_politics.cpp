#include "models/home_front/politics/home_politics.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "models/home_front/declared_policy.hpp"
#include "models/home_front/politics/elections.hpp"
#include "models/home_front/politics/family_response.hpp"
#include "models/home_front/politics/retention.hpp"
#include "models/home_front/politics/turn_reason.hpp"
#include "models/home_front/state_means.hpp"
#include "sim/stages/catalog.hpp"

namespace sojourn::models {

namespace {

/// What the scenario, its history and its governments declare for a country, within [0, 1].
std::array<double, kLevers> declared(const Scene& scene, StateId state) {
  return {DeclaredPolicy::openness(scene)[state], DeclaredPolicy::rights(scene)[state], 0};
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
      status_quo_(world.states().size()) {}

void HomePolitics::bind(const ModuleSet& modules) {
  YearlyPolicy::bind(modules);
  weights_.policy = weights();
  elections_ = modules.find<Elections>();
  retention_ = modules.find<Retention>();
  family_ = modules.channel("family");
}

void HomePolitics::experience(const Scene& scene) {
  harm_.update(scene);
}

/// Politics are read on the first choice: it moves what departs from the usual even then.
YearlyPolicy::Decision HomePolitics::decide(const Scene& now, StateId state, PolicyFacts facts) {
  if (trend().years() < settling_) return {{.levers = facts.levers}, {}};
  const Circumstances today = circumstances(now, state, facts);
  std::optional<StatusQuo>& known = status_quo_[state.index()];
  if (!known) known = reveal(now, state, today);
  add_family(joined_last_year(now, state, family_),
             {now.stances.openness[state], now.stances.rights[state]}, weights().step,
             facts.inflow);
  const HomeCase home = case_of(now, state, facts, today);
  const PolicyChoice choice =
      best_of_sides([&](const Sides& sides) { return home_problem(weights_, facts, home, sides); });
  return {choice, turn_reason(weights_, facts, home, choice.sides[kOpennessLever])};
}

Circumstances HomePolitics::circumstances(const Scene& scene, StateId state,
                                          const PolicyFacts& facts) const {
  Circumstances now{.shortage = shortage_of(scene, state),
                    .unemployment = mean_by_people(
                        scene, state, [&](PlaceId p) { return scene.conditions.unemployment[p]; })};
  if (facts.demand <= 0) return now;
  now.shortage_ahead = std::max(0.0, (facts.demand - facts.supply) / facts.demand);
  return now;
}

StatusQuo HomePolitics::reveal(const Scene& scene, StateId state,
                               const Circumstances& usual) const {
  StatusQuo known{.rule_of_law = scene.conditions.rule_of_law[state], .usual = usual};
  const auto stated = declared(scene, state);
  for (std::size_t k = 0; k < kLevers; ++k) {
    known.chosen[k] = values_of(scene.stances, static_cast<Lever>(k))[state] - stated[k];
  }
  return known;
}

HomeCase HomePolitics::case_of(const Scene& scene, StateId state, const PolicyFacts& facts,
                               const Circumstances& now) const {
  const StatusQuo& known = *status_quo_[state.index()];
  const auto stated = declared(scene, state);
  HomeCase home{.swing = elections_ == nullptr ? 0 : elections_->swing(state),
                .law_pull = law_pull(weights(), known.rule_of_law,
                                     stated[kRightsLever] + known.chosen[kRightsLever]),
                .departures = weights_.departures(now, known.usual),
                .kept = kept_by_rights(scene, state)};
  home.departures.sentiment = facts.sentiment;
  home.departures.news = harm_.of(state);
  for (std::size_t k = 0; k < kLevers; ++k) {
    home.wanted[k] = stated[k] + known.chosen[k] + (k == kEffortLever ? 0 : home.swing);
  }
  return home;
}

double HomePolitics::kept_by_rights(const Scene& scene, StateId state) const {
  if (retention_ == nullptr) return 0;
  return sum_over(scene.world, state,
                  [&](PlaceId p) { return retention_->kept_by_rights(scene, p); });
}

}  // namespace sojourn::models
