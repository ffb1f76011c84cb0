#include "models/policies/contradictions.hpp"

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
  return mine.term.overlaps(theirs.term) && meet(world.place_ids(), mine.in, theirs.in) &&
         meet(world.states(), mine.who.citizenships, theirs.who.citizenships) &&
         share_traits(mine.who, theirs.who);
}

/// Calls fn(mine, theirs) for all pairs of levers.
template <class Fn>
void each_pair_of_levers(const Ordered& mine, const Ordered& other, const Fn& fn) {
  for (const auto& one : mine.levers) {
    for (const auto& two : other.levers) fn(*one, *two);
  }
}

}  // namespace

std::vector<std::string> contradictions(const Ordered& mine, const std::vector<Ordered>& all,
                                        const World& world, IdRange<ChannelId> channels) {
  std::vector<std::string> found;
  for (const Ordered& other : all) {
    if (other.name <= mine.name || !may_mean_the_same(world, mine.scope, other.scope)) continue;
    each_pair_of_levers(mine, other, [&](const PolicyLever& one, const PolicyLever& two) {
      const auto theirs = two.sets();
      for (const std::string& what : one.sets()) {
        if (std::ranges::count(theirs, what) == 0) continue;
        found.push_back(fmt::format("it and {} both set {} for the same people on the same days",
                                    other.name, what));
      }
      if (meet(channels, one.opens(), two.closes())) {
        found.push_back(fmt::format("{} turns away people whom it lets in", other.name));
      }
      if (meet(channels, one.closes(), two.opens())) {
        found.push_back(fmt::format("it turns away people whom {} lets in", other.name));
      }
    });
  }
  return found;
}

}  // namespace sojourn::models
