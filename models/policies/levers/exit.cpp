#include <algorithm>

#include "models/policies/channel_group.hpp"
#include "models/policies/eligibility.hpp"
#include "models/policies/lever_list.hpp"
#include "sim/stages/rules_for.hpp"

namespace sojourn::models {

namespace {

/// What a state makes of the leaving of its own citizens.
struct ExitRules {
  std::vector<TargetGroup> banned;  // its citizens who may not go to `to`
  bool to_rest = false;             // those who are not eligible
  double least_rights = 0, least_wage = 0;
  double consular = 0;  // share of the rights that its citizens lack there

  bool sets_conditions() const { return least_rights > 0 || least_wage > 0 || consular > 0; }
};

class ExitLever final : public PolicyLever {
 public:
  /// `low`: of the destinations those whose declared rights are below the minimum.
  ExitLever(ExitRules rules, IdSet<StateId> own, IdSet<PlaceId> to, IdSet<PlaceId> low,
            ChannelGroup channels)
      : rules_(std::move(rules)),
        own_(std::move(own)),
        to_(std::move(to)),
        low_(std::move(low)),
        channels_(std::move(channels)) {}

  std::vector<Gateway> gateways(const PolicyScope& scope) const override {
    std::vector<Gateway> all;
    const auto close = [&](const char* key, TargetGroup who, const IdSet<PlaceId>& to,
                           Gateway::Effect effect) {
      all.push_back({.key = key,
                     .effect = effect,
                     .who = std::move(who),
                     .from = scope.in,
                     .to = to,
                     .channels = channels_.ids()});
    };
    using enum Gateway::Effect;
    for (const TargetGroup& group : rules_.banned) {
      close("exit", group, to_, rules_.to_rest ? kClosesToRest : kCloses);
    }
    TargetGroup own = scope.who;
    own.citizenships = own_;
    if (!low_.empty()) close("minimum_rights", own, low_, kCloses);
    return all;
  }
  bool is_of_own_citizens() const override { return true; }
  bool acts_when_announced(const PolicyScope& /*scope*/) const override {
    return std::ranges::any_of(rules_.banned, &TargetGroup::is_of_kinds);
  }
  void bind(const ModuleSet& modules) override { channels_.bind(modules); }
  void enact(const Order& order, Rules& rules) const override {
    for (const TargetGroup& group : rules_.banned) ban(order, group, to_, rules);
    if (rules_.consular > 0) assist(order, rules);
    if (rules_.least_rights > 0 || rules_.least_wage > 0) {
      TargetGroup who = order.scope.who;
      who.citizenships = own_;
      ban(order, who, below_the_minimum(order.scene, rules), rules);
    }
  }
  void announce(const Order& order, double closeness, Rules& rules) const override {
    for (const TargetGroup& group : rules_.banned) {
      declare_closed(group, order.scope.in, to_, channels_.ids(), closeness, rules);
    }
  }
  std::string warning() const override { return nobody_comes_by(channels_.missing()); }

 private:
  void ban(const Order& order, const TargetGroup& group, IdSet<PlaceId> to, Rules& rules) const {
    rules.refusals.push_back({.who = group,
                              .from = order.scope.in,
                              .to = std::move(to),
                              .channels = channels_.ids(),
                              .when = order.when,
                              .by = order.by});
  }

  IdSet<PlaceId> below_the_minimum(const Scene& scene, const Rules& rules) const {
    IdSet<PlaceId> places = IdSet<PlaceId>::none();
    for (const PlaceId place : scene.world.place_ids()) {
      const bool low =
          rules.rights[place] < rules_.least_rights || scene.labour.wage[place] < rules_.least_wage;
      if (low && to_.contains(place)) places.insert(place);
    }
    return places;
  }

  /// Consuls make up for a share of what their citizens lack.
  void assist(const Order& order, Rules& rules) const {
    const World& world = order.scene.world;
    fill_if_empty(world, rules.rights_of, 0.0);
    for (const StateId state : world.states()) {
      if (!own_.contains(state)) continue;
      for (const PlaceId place : world.place_ids()) {
        if (!to_.contains(place) || world.state_of(place) == state) continue;
        const double lacking = 1 - rights_for(rules, state, place);
        rules.rights_of(state, place) += rules_.consular * order.share() * lacking;
      }
    }
  }

  ExitRules rules_;
  IdSet<StateId> own_;
  IdSet<PlaceId> to_, low_;
  ChannelGroup channels_;
};

ExitRules read_conditions(Settings& settings) {
  ExitRules rules;
  rules.least_rights =
      settings.real("minimum_rights", "1", {0, 1}, 0,
                    "rights that a destination must grant, or citizens may not go");
  rules.least_wage = settings.real("minimum_wage", "int. $ / year", {0, 1e6}, 0,
                                   "wage that a destination must pay, or citizens may not go");
  rules.consular = settings.real("consular_effort", "1", {0, 1}, 0,
                                 "share of the rights that citizens lack in `to` which the state's "
                                 "consuls make up for");
  return rules;
}

/// Citizens of the states in which a policy applies, as far as `of` means them.
IdSet<StateId> own_citizens(const World& world, const PolicyScope& scope) {
  IdSet<StateId> own = IdSet<StateId>::none();
  for (const PlaceId place : scope.places) {
    const StateId state = world.state_of(place);
    if (scope.who.citizenships.contains(state)) own.insert(state);
  }
  return own;
}

/// Of the destinations those whose rights are declared to be below a minimum.
IdSet<PlaceId> declared_below(const World& world, const IdSet<PlaceId>& to, double rights) {
  IdSet<PlaceId> low = IdSet<PlaceId>::none();
  for (const PlaceId place : world.place_ids()) {
    if (to.contains(place) && world.baseline.rights[place] < rights) low.insert(place);
  }
  return low;
}

/// Faults of a lever of exit that nobody can fall under.
void require_leavers(Settings& settings, const World& world, const PolicyScope& scope,
                     const IdSet<StateId>& own, const IdSet<PlaceId>& to) {
  if (scope.places.empty()) return;
  if (own.empty()) {
    settings.fault("of", "none of them are citizens of the states in `in`, whose citizens leave");
    return;
  }
  const bool leads_abroad = std::ranges::any_of(world.place_ids(), [&](PlaceId place) {
    return to.contains(place) && std::ranges::any_of(world.states(), [&](StateId state) {
             return own.contains(state) && world.state_of(place) != state;
           });
  });
  if (!leads_abroad) settings.fault("to", "expected another state than that of `in`");
}

}  // namespace

std::unique_ptr<PolicyLever> read_exit(Settings& settings, const World& world,
                                       const PolicyScope& scope) {
  const std::string exit = settings.choice(
      "exit", {"free", "eligible", "ban"}, "free",
      "which citizens of the states in `in` may leave for `to` by `exit_channels`: eligible: those "
      "with the traits that are named; ban: those may not");
  const auto to = listed_or_all(read_places(settings, world, "to",
                                            "destinations that `exit`, the minimum conditions and "
                                            "`consular_effort` are about; empty: all"));
  ExitRules rules = read_conditions(settings);
  ChannelGroup channels(
      settings, "exit_channels",
      "ways that `exit` and the minimum conditions are about; empty: all by leave "
      "of the state of destination");
  TargetGroup who = scope.who;
  who.citizenships = own_citizens(world, scope);
  if (exit == "ban") rules.banned = {who};
  if (exit == "eligible") rules.banned = others_than(who), rules.to_rest = true;
  if (exit == "eligible" && rules.banned.empty()) {
    settings.fault("exit",
                   "expected `sexes`, `skills`, `ages` or `years_since_arrival`: who may go");
  }
  if (exit == "free" && !rules.sets_conditions()) return nullptr;
  require_places(settings, "exit", scope);
  require_leavers(settings, world, scope, who.citizenships, to);
  if (rules.consular > 0) require_nationals(settings, "consular_effort", scope);
  IdSet<PlaceId> low = declared_below(world, to, rules.least_rights);
  return std::make_unique<ExitLever>(std::move(rules), who.citizenships, to, std::move(low),
                                     std::move(channels));
}

}  // namespace sojourn::models
