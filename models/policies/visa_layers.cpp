#include "models/policies/visa_layers.hpp"

#include <algorithm>

#include "models/policies/eligibility.hpp"

namespace sojourn::models {

namespace {

template <class Ids, class Id>
IdSet<Id> both(const Ids& range, const IdSet<Id>& a, const IdSet<Id>& b) {
  if (a.all()) return b;
  if (b.all()) return a;
  IdSet<Id> common = IdSet<Id>::none();
  for (const Id id : range) {
    if (a.contains(id) && b.contains(id)) common.insert(id);
  }
  return common;
}

template <class Ids, class Id>
IdSet<Id> rest(const Ids& range, const IdSet<Id>& from, const IdSet<Id>& taken) {
  IdSet<Id> left = IdSet<Id>::none();
  for (const Id id : range) {
    if (from.contains(id) && !taken.contains(id)) left.insert(id);
  }
  return left;
}

template <class Ids, class Id>
bool holds_any(const Ids& range, const IdSet<Id>& set) {
  return std::ranges::any_of(range, [&](Id id) { return set.contains(id); });
}

template <std::size_t n>
std::array<bool, n> both(const std::array<bool, n>& a, const std::array<bool, n>& b) {
  std::array<bool, n> flags{};
  for (std::size_t i = 0; i < n; ++i) flags[i] = a[i] && b[i];
  return flags;
}

Interval both(const Interval& a, const Interval& b) {
  return {std::max(a.low, b.low), std::min(a.high, b.high)};
}

TargetGroup both(const World& world, const TargetGroup& a, const TargetGroup& b) {
  TargetGroup group;
  group.citizenships = both(world.states(), a.citizenships, b.citizenships);
  group.skills = both(a.skills, b.skills);
  group.sexes = both(a.sexes, b.sexes);
  group.ages = both(a.ages, b.ages);
  group.abroad = both(a.abroad, b.abroad);
  return group;
}

bool means_anyone(const World& world, const Refusal& refusal) {
  const TargetGroup& who = refusal.who;
  return refusal.when.share() > 0 && holds_any(world.place_ids(), refusal.to) &&
         holds_any(world.states(), who.citizenships) && std::ranges::count(who.skills, true) > 0 &&
         std::ranges::count(who.sexes, true) > 0 && who.ages.low <= who.ages.high &&
         who.abroad.low <= who.abroad.high;
}

/// A refusal cut by a policy: what is in its scope, and what is not.
struct RefusalCut {
  Refusal inside;
  std::vector<Refusal> outside;
};

/// Takes one aspect of a scope after the other: of what is inside so far the rest goes out.
RefusalCut cut(const Order& order, const Refusal& refusal) {
  const World& world = order.scene.world;
  const PolicyScope& scope = order.scope;
  RefusalCut made{refusal, {}};
  const auto leave_out = [&](const auto& change) {
    Refusal other = made.inside;
    change(other);
    if (means_anyone(world, other)) made.outside.push_back(std::move(other));
  };
  auto& citizenships = made.inside.who.citizenships;
  leave_out([&](Refusal& other) {
    other.who.citizenships = rest(world.states(), citizenships, scope.who.citizenships);
  });
  citizenships = both(world.states(), citizenships, scope.who.citizenships);
  leave_out([&](Refusal& other) { other.to = rest(world.place_ids(), other.to, scope.in); });
  made.inside.to = both(world.place_ids(), made.inside.to, scope.in);
  for (const PartOfTick& part : without(refusal.when, order.when)) {
    leave_out([&](Refusal& other) { other.when = part; });
  }
  made.inside.when = common(refusal.when, order.when);
  for (const TargetGroup& group : others_than(scope.who)) {
    leave_out([&](Refusal& other) { other.who = both(world, other.who, group); });
  }
  made.inside.who = both(world, made.inside.who, scope.who);
  return made;
}

}  // namespace

std::vector<Refusal> lift_visas(const Order& order, Rules& rules) {
  std::vector<Refusal> kept, lifted;
  for (const Refusal& refusal : rules.refusals) {
    RefusalCut made = refusal.of_visa ? cut(order, refusal) : RefusalCut{};
    if (!refusal.of_visa || !means_anyone(order.scene.world, made.inside)) {
      kept.push_back(refusal);
      continue;
    }
    kept.insert(kept.end(), made.outside.begin(), made.outside.end());
    lifted.push_back(std::move(made.inside));
  }
  rules.refusals = std::move(kept);
  return lifted;
}

bool is_stricter(Entry one, Entry other) {
  const auto rank = [](Entry entry) {
    return entry == Entry::kFree ? 0 : entry == Entry::kRequired ? 1 : 2;
  };
  return rank(one) > rank(other);
}

std::vector<EntryGroup> ease_entry(const Order& order, Entry to, Rules& rules) {
  std::vector<EntryGroup> eased;
  const World& world = order.scene.world;
  for (const PlaceId place : world.place_ids()) {
    if (!order.scope.in.contains(place)) continue;
    for (const Entry needed : {Entry::kRequired, Entry::kRefused}) {
      if (!is_stricter(needed, to)) continue;
      EntryGroup group{place, IdSet<StateId>::none(), needed};
      for (const StateId state : world.states()) {
        const bool meant = world.state_of(place) != state &&
                           order.scope.who.citizenships.contains(state) &&
                           rules.entry(state, place) == needed;
        if (!meant) continue;
        group.citizenships.insert(state);
      }
      if (!group.citizenships.empty()) eased.push_back(std::move(group));
    }
  }
  for (const EntryGroup& group : eased) {
    for (const StateId state : world.states()) {
      if (!group.citizenships.contains(state)) continue;
      rules.entry(state, group.place) = to;
      Entry& sought = rules.entry_sought(state, group.place);
      if (is_stricter(sought, to)) sought = to;
    }
  }
  return eased;
}

}  // namespace sojourn::models
