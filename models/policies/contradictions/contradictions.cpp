#include "models/policies/contradictions/contradictions.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "models/policies/eligibility.hpp"

namespace sojourn::models {

namespace {

template <class Range, class Set>
bool meet(const Range& range, const Set& mine, const Set& theirs) {
  return std::ranges::any_of(range,
                             [&](auto id) { return mine.contains(id) && theirs.contains(id); });
}

bool may_mean_the_same(const World& world, const PolicyScope& mine, const PolicyScope& theirs) {
  return act_together(world, mine.term, theirs.term) &&
         meet(world.place_ids(), mine.in, theirs.in) &&
         meet(world.states(), mine.who.citizenships, theirs.who.citizenships) &&
         share_traits(mine.who, theirs.who);
}

bool is_same(const Claim& mine, const Claim& theirs) {
  return mine.what == theirs.what && (mine.value.empty() || mine.value != theirs.value);
}

/// What both set.
std::vector<std::string> set_twice(const Ordered& mine, const Ordered& other) {
  std::vector<std::string> found;
  for (const auto& one : mine.levers) {
    for (const auto& two : other.levers) {
      const auto theirs = two->sets(other.scope);
      for (const Claim& claim : one->sets(mine.scope)) {
        const auto same = [&](const Claim& their) { return is_same(claim, their); };
        if (std::ranges::none_of(theirs, same)) continue;
        found.push_back(fmt::format("it and {} both set {} for the same people on the same days",
                                    other.name, claim.what));
      }
    }
  }
  return found;
}

}  // namespace

Gateways gateways_of(const Ordered& order) {
  Gateways all{order.name, order.scope.term, {}};
  for (const auto& lever : order.levers) {
    for (Gateway& one : lever->gateways(order.scope)) all.list.push_back(std::move(one));
  }
  return all;
}

std::vector<std::string> contradictions(const Ordered& mine, const std::vector<Ordered>& all,
                                        const World& world, IdRange<ChannelId> channels) {
  const Gateways ways = gateways_of(mine);
  std::vector<std::string> found = contradictions_within(world, channels, ways);
  const auto add = [&](std::vector<std::string> more) {
    found.insert(found.end(), more.begin(), more.end());
  };
  for (const Ordered& other : all) {
    if (other.name <= mine.name) continue;
    if (may_mean_the_same(world, mine.scope, other.scope)) add(set_twice(mine, other));
    add(contradictions_between(world, channels, ways, gateways_of(other)));
  }
  return found;
}

}  // namespace sojourn::models
