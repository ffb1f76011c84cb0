#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "models/policies/contradictions/gateway.hpp"
#include "sim/input/term.hpp"
#include "sim/stages/stages.hpp"
#include "sim/world/place_group.hpp"

namespace sojourn::models {

/// Where, for whom and when a policy is meant: what its levers share.
struct PolicyScope {
  std::vector<PlaceId> places;  // `in`, none: all
  IdSet<PlaceId> in;
  std::vector<StateId> nationals;  // `of`, none: all
  TargetGroup who;                 // of these nationals
  Term term;
  IdSet<PlaceId> coming_from;          // for control of corridors: where they begin
  std::optional<Date> entered_before;  // for programmes: the last change of place or status
};

/// A policy at work on one tick.
struct Order {
  const PolicyScope& scope;
  const Scene& scene;
  PolicyId by;
  PartOfTick when;  // in force

  double share() const { return when.share(); }
};

/// Something that a lever sets. Two that set the same cannot both hold, but where both say so with
/// one value.
struct Claim {
  std::string what;
  std::string value = {};  // empty: the later one holds, whatever the values are
};

/// One thing that a policy does. A lever reads its keys when it is made and acts through products.
class PolicyLever {
 public:
  virtual ~PolicyLever() = default;
  virtual void bind(const ModuleSet& /*modules*/) {}
  virtual void hold(const Order& /*order*/, Conditions& /*conditions*/) const {}
  virtual void enact(const Order& /*order*/, Rules& /*rules*/) const {}
  /// After the term has ended; `order.when` is the part of the tick after its end.
  virtual void follow_up(const Order& /*order*/, Rules& /*rules*/) const {}
  /// What people know before it begins, `closeness` in (0, 1].
  virtual void announce(const Order& /*order*/, double /*closeness*/, Rules& /*rules*/) const {}
  /// Whether `entered_before` can say whom it means: it is about people who are there.
  virtual bool is_programme() const { return false; }
  /// Whether `coming_from` can say which corridors it means.
  virtual bool is_of_corridors() const { return false; }
  /// What it sets, so that two policies cannot set it at once; none: it adds to what others do.
  virtual std::vector<Claim> sets(const PolicyScope& /*scope*/) const { return {}; }
  /// Whether it has places of a channel for those whom the policy means.
  virtual bool gives_places(ChannelId /*channel*/) const { return false; }
  /// Whether it is about citizens of the states in which the policy applies.
  virtual bool is_of_own_citizens() const { return false; }
  /// Ways that it opens to people, and ways that it closes to them.
  virtual std::vector<Gateway> gateways(const PolicyScope& /*scope*/) const { return {}; }
  /// Whether people act on it from its announcement on (`declare_closed`).
  virtual bool acts_when_announced(const PolicyScope& /*scope*/) const { return false; }
  /// When this policy decides what becomes of the protected in its scope, rather than the end of an
  /// earlier protection (`ended`): a part of the tick.
  virtual PartOfTick shelters(const PolicyScope& /*scope*/, const Term& /*ended*/,
                              int /*tick*/) const {
    return {0, 0};
  }
  /// Why it has no effect in this simulation; empty: it has one.
  virtual std::string warning() const { return {}; }
};

/// A way into the places of a policy for those whom it means.
Gateway gateway(const PolicyScope& scope, std::string key, Gateway::Effect effect,
                IdSet<ChannelId> channels);

/// That `what` of a policy needs a module that is off.
std::string has_no_effect(const std::string& what, const std::string& module);

/// Notes a fault where a lever that means everybody is given nationals or traits.
void require_everyone(Settings& settings, const std::string& key, const PolicyScope& scope);
/// Notes a fault where a lever that means whole nationalities is given traits.
void require_nationals(Settings& settings, const std::string& key, const PolicyScope& scope);
/// Notes a fault where a term begins or ends within a tick though `what` changes with one alone: at
/// `from`, or at the key `end` that says when it ends.
void require_change_with_ticks(Settings& settings, const Term& term, const std::string& end,
                               const std::string& what);
/// Notes a fault where a lever that belongs to places is given none.
void require_places(Settings& settings, const std::string& key, const PolicyScope& scope);

/// A table by citizenship and place with `value` in every cell, if it is empty.
template <class T>
void fill_if_empty(const World& world, Grid<T, StateId, PlaceId>& table, const T& value) {
  if (!table.empty()) return;
  table = Grid<T, StateId, PlaceId>(world.states(), world.place_ids());
  std::fill(table.begin(), table.end(), value);
}

/// Tells those of a group of what will be closed to them. Choices know citizenship, residence and
/// schooling: a group by sex, age or time since arrival does not know of it before.
void declare_closed(const TargetGroup& who, IdSet<PlaceId> from, IdSet<PlaceId> to,
                    const IdSet<ChannelId>& channels, double closeness, Rules& rules);

/// Calls fn(citizenship, place) for all nationals abroad and all places that the policy means.
template <class Fn>
void each_pair(const Order& order, const Fn& fn) {
  const World& world = order.scene.world;
  for (const PlaceId place : world.place_ids()) {
    if (!order.scope.in.contains(place)) continue;
    for (const StateId state : world.states()) {
      const bool abroad = world.state_of(place) != state;
      if (abroad && order.scope.who.citizenships.contains(state)) fn(state, place);
    }
  }
}

}  // namespace sojourn::models
