#include "models/policies/contradictions/contradictions.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "models/policies/eligibility.hpp"

namespace sojourn::models {

namespace {

/// Whether they cannot both hold.
bool clash(const Claim& mine, const Claim& theirs) {
  return mine.what == theirs.what && (mine.value.empty() || mine.value != theirs.value);
}

/// What a lever of an order says beside others.
struct Said {
  std::vector<Claim> sets;
  Gateways ways;
};

std::vector<Said> said_by(const Ordered& order) {
  std::vector<Said> all;
  for (const auto& lever : order.levers) {
    all.push_back(
        {lever->sets(order.scope), {order.name, order.scope.term, lever->gateways(order.scope)}});
  }
  return all;
}

/// What both set.
std::vector<std::string> set_twice(const Said& mine, const Said& other) {
  std::vector<std::string> found;
  for (const Claim& claim : mine.sets) {
    const auto clashes = [&](const Claim& their) { return clash(claim, their); };
    if (std::ranges::none_of(other.sets, clashes)) continue;
    found.push_back(fmt::format("it and {} both set {} for the same people on the same days",
                                other.ways.name, claim.what));
  }
  return found;
}

/// Of two levers that may mean the same people or not: what both set needs no word about whom one
/// lets in and the other turns away.
std::vector<std::string> between(const World& world, IdRange<ChannelId> channels, const Said& mine,
                                 const Said& other, bool same) {
  if (same) {
    if (auto twice = set_twice(mine, other); !twice.empty()) return twice;
  }
  return contradictions_between(world, channels, mine.ways, other.ways);
}

}  // namespace

bool may_mean_the_same(const World& world, const PolicyScope& mine, const PolicyScope& theirs) {
  return act_together(world, mine.term, theirs.term) &&
         share_some(world.place_ids(), mine.in, theirs.in) &&
         share_some(world.states(), mine.who.citizenships, theirs.who.citizenships) &&
         share_traits(mine.who, theirs.who);
}

Gateways gateways_of(const Ordered& order) {
  Gateways all{order.name, order.scope.term, {}};
  for (const auto& lever : order.levers) {
    for (Gateway& one : lever->gateways(order.scope)) all.list.push_back(std::move(one));
  }
  return all;
}

std::vector<std::string> contradictions(const Ordered& mine, const std::vector<Ordered>& all,
                                        const World& world, IdRange<ChannelId> channels) {
  std::vector<std::string> found = contradictions_within(world, channels, gateways_of(mine));
  const std::vector<Said> ours = said_by(mine);
  for (const Ordered& other : all) {
    if (other.name <= mine.name) continue;
    if (!act_together(world, mine.scope.term, other.scope.term)) continue;
    const bool same = may_mean_the_same(world, mine.scope, other.scope);
    const std::vector<Said> theirs = said_by(other);
    for (const Said& one : ours) {
      for (const Said& two : theirs) {
        for (std::string& text : between(world, channels, one, two, same)) {
          found.push_back(std::move(text));
        }
      }
    }
  }
  return found;
}

}  // namespace sojourn::models
