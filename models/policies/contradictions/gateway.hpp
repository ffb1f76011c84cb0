#pragma once

#include <algorithm>
#include <string>
#include <vector>

#include "sim/input/term.hpp"
#include "sim/stages/target_group.hpp"
#include "sim/world/world.hpp"

namespace sojourn::models {

/// What an order makes of ways into places for some people: it lets them in or turns them away.
struct Gateway {
  enum class Effect { kOpens, kCloses, kClosesToRest };  // to the rest: to whoever is not eligible

  std::string key;  // what does it, as scenarios call it
  Effect effect = Effect::kOpens;
  TargetGroup who;
  IdSet<PlaceId> from, to;  // where they live, where they would go
  IdSet<ChannelId> channels;

  bool opens() const { return effect == Effect::kOpens; }
};

/// Gateways that are in force together.
struct Gateways {
  std::string name;  // whose
  Term term;
  std::vector<Gateway> list;
};

/// Whether an id of the range is in both.
template <class Id>
bool share_some(const IdRange<Id>& range, const IdSet<Id>& one, const IdSet<Id>& other) {
  return std::ranges::any_of(range, [&](Id id) { return one.contains(id) && other.contains(id); });
}

/// Whether both are in force on some day of the run.
bool act_together(const World& world, const Term& one, const Term& other);

/// Of the gateways of one order, those that let in people whom others turn away.
std::vector<std::string> contradictions_within(const World& world, IdRange<ChannelId> channels,
                                               const Gateways& mine);
/// The same between two orders on days on which both are in force, told of the first of them.
std::vector<std::string> contradictions_between(const World& world, IdRange<ChannelId> channels,
                                                const Gateways& mine, const Gateways& other);

}  // namespace sojourn::models
