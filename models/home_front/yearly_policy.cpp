#include "models/home_front/yearly_policy.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "models/home_front/declared_policy.hpp"
#include "models/home_front/labour_market.hpp"
#include "models/home_front/state_means.hpp"
#include "sim/base/archive.hpp"
#include "sim/foresight/what_if.hpp"
#include "sim/stages/catalog.hpp"

namespace sojourn::models {

namespace {

/// A turn as the event log tells it.
struct Turn {
  const char *lever, *up, *down;
};
constexpr std::array<Turn, 2> kTurns{
    {{"openness", "opening", "closing"}, {"rights", "more rights", "fewer rights"}}};

/// Chosen beside `declared`; what was beyond an end of [0, 1] is forgotten.
void move(double& chosen, double declared, double change) {
  chosen = std::clamp(chosen, -declared, 1 - declared) + change;
}

void apply(const Scene& scene, StateId state, const PolicyFacts& facts, const PolicyChoice& choice,
           Stances& stances) {
  const auto change = [&](Lever lever) { return choice.levers[lever] - facts.levers[lever]; };
  const PlaceArray openness = DeclaredPolicy::openness(scene),
                   rights = DeclaredPolicy::rights(scene);
  for (const PlaceId p : scene.world.places_of(state)) {
    move(stances.chosen_openness[p], openness[p], change(kOpennessLever));
    move(stances.chosen_rights[p], rights[p], change(kRightsLever));
    double& effort = stances.enforcement_unheld[p];
    effort = std::clamp(effort + change(kEffortLever), 0.0, 1.0);
  }
}

}  // namespace

YearlyPolicy::YearlyPolicy(Settings& settings, const World& world)
    : weights_(settings),
      notable_(settings.real("notable", "1", {0, 1}, 0.1,
                             "part of the largest step from which on a change is told as a turn")),
      trend_(weights_.horizon) {
  direction_.fill(std::vector<int>(world.states().size(), 0));
}

void YearlyPolicy::bind(const ModuleSet& modules) {
  const auto* first = modules.find<YearlyPolicy>();
  first_ = first == nullptr ? name() : first->name();
  market_ = modules.find<LabourMarket>();
  weights_.working_share = market_ == nullptr ? 0 : market_->working_share();
  weights_.felt =
      market_ == nullptr ? weights_.horizon : market_->left_of_growing(weights_.horizon);
}

std::string YearlyPolicy::warning() const {
  if (first_.empty() || first_ == name()) return {};
  return "states choose their policy by \"" + first_ + "\" as well, and what both move adds up";
}

void YearlyPolicy::update(const Scene& scene, Labour& /*labour*/, Stances& stances, EventLog& log) {
  remember(scene);
  if (!scene.world.calendar.begins_year(scene.tick)) return;
  if (ready()) choose(scene, stances, log);
}

void YearlyPolicy::watch(const Scene& scene) {
  remember(scene);
}

void YearlyPolicy::remember(const Scene& scene) {
  if (scene.world.calendar.begins_year(scene.tick)) trend_.note(scene.labour.supply);
  experience(scene);
}

/// All choose at once, each as if nobody else did.
void YearlyPolicy::choose(const Scene& scene, Stances& stances, EventLog& log) {
  const auto inflows = inflow_responses(scene, weights_.step);
  const Stances before = stances;
  WhatIf today(scene.with(before));
  today.derive_rules();
  const Scene now = today.scene();
  look_around(now);
  for (const StateId state : scene.world.states()) {
    const PolicyFacts known = facts(now, state, inflows[state.index()]);
    if (known.people <= 0) continue;
    const Decision decision = decide(now, state, known);
    apply(now, state, known, decision.choice, stances);
    for (const Lever lever : {kOpennessLever, kRightsLever}) {
      note_turn(scene, state, known, decision, lever, log);
    }
  }
  DeclaredPolicy::declare(scene, stances);
  note_first_moves(log);
}

PolicyFacts YearlyPolicy::facts(const Scene& scene, StateId state,
                                const InflowResponse& inflow) const {
  const auto people = [&](PlaceId p) { return scene.persons(scene.ledger.population(p)); };
  PolicyFacts f{.people = sum_over(scene.world, state, people), .inflow = inflow};
  if (f.people <= 0) return f;
  f.sentiment = mean_by_people(scene, state, [&](PlaceId p) { return scene.stances.sentiment[p]; });
  f.rule_of_law = scene.conditions.rule_of_law[state];
  for (std::size_t k = 0; k < kLevers; ++k) {
    f.levers[k] = unheld_values_of(scene.stances, static_cast<Lever>(k))[state];
  }
  look_ahead(scene, state, f);
  return f;
}

void YearlyPolicy::look_ahead(const Scene& scene, StateId state, PolicyFacts& facts) const {
  if (market_ == nullptr) return;
  const double years = weights_.horizon;
  for (const PlaceId p : scene.world.places_of(state)) {
    const double supply = scene.labour.supply[p] + years * trend_.change(p, trend_years());
    facts.supply += supply;
    facts.demand += market_->demand_after(scene, p, years, supply);
  }
}

/// For the event log: a state whose lever moves the other way; of first moves of openness only the
/// number.
void YearlyPolicy::note_turn(const Scene& scene, StateId state, const PolicyFacts& facts,
                             const Decision& decision, Lever lever, EventLog& log) {
  const std::string& reason = decision.reasons[lever];
  const double now = facts.levers[lever], change = decision.choice.levers[lever] - now;
  if (reason.empty() || std::abs(change) < notable_ * weights_.step) return;
  const bool rises = change > 0;
  const int before = std::exchange(direction_[lever][state.index()], rises ? 1 : -1);
  if (before == 0 && lever == kOpennessLever) ++(rises ? first_opening_ : first_closing_);
  if (before == 0 || (before > 0) == rises) return;
  const Turn& turn = kTurns[lever];
  log.add("policy", fmt::format("{} turns to {} ({} {:.3f} to {:.3f}): {}",
                                scene.world.places[state.index()].id, rises ? turn.up : turn.down,
                                turn.lever, now, now + change, reason));
}

void YearlyPolicy::note_first_moves(EventLog& log) {
  if (first_opening_ + first_closing_ > 0) {
    log.add("policy", fmt::format("states that move their openness for the first time: {} open, "
                                  "{} close",
                                  first_opening_, first_closing_));
  }
  first_opening_ = first_closing_ = 0;
}

void YearlyPolicy::state(Archive& archive) {
  archive(trend_, direction_, first_opening_, first_closing_);
}

}  // namespace sojourn::models
