#include "models/policies/contradictions/gateway.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "models/policies/eligibility.hpp"

namespace sojourn::models {

namespace {

/// Whether somebody may fall under both who lives in another state than where both lead to, of
/// which they are no citizen.
bool share_movers(const World& world, const Gateway& one, const Gateway& other) {
  return std::ranges::any_of(world.place_ids(), [&](PlaceId to) {
    const StateId host = world.state_of(to);
    const auto is_abroad = [&](PlaceId from) {
      return world.state_of(from) != host && one.from.contains(from) && other.from.contains(from);
    };
    const auto is_foreign = [&](StateId state) {
      return state != host && one.who.citizenships.contains(state) &&
             other.who.citizenships.contains(state);
    };
    return one.to.contains(to) && other.to.contains(to) &&
           std::ranges::any_of(world.states(), is_foreign) &&
           std::ranges::any_of(world.place_ids(), is_abroad);
  });
}

/// Whether what one of them opens the other closes. Who is let in may well have to be eligible: it
/// contradicts that where none of them is.
bool contradict(const World& world, IdRange<ChannelId> channels, const Gateway& one,
                const Gateway& other) {
  if (one.opens() == other.opens()) return false;
  const Gateway& opened = one.opens() ? one : other;
  const Gateway& closed = one.opens() ? other : one;
  const bool to_rest = closed.effect == Gateway::Effect::kClosesToRest;
  const bool same_people =
      to_rest ? has_traits_within(opened.who, closed.who) : share_traits(opened.who, closed.who);
  return same_people && share_some(channels, one.channels, other.channels) &&
         share_movers(world, one, other);
}

}  // namespace

bool act_together(const World& world, const Term& one, const Term& other) {
  const Date begin = std::max({one.from(), other.from(), world.calendar.start()});
  return begin < std::min({one.until(), other.until(), world.calendar.date(world.n_ticks)});
}

std::vector<std::string> contradictions_within(const World& world, IdRange<ChannelId> channels,
                                               const Gateways& mine) {
  std::vector<std::string> found;
  for (const Gateway& closed : mine.list) {
    for (const Gateway& opened : mine.list) {
      if (!opened.opens() || !contradict(world, channels, closed, opened)) continue;
      found.push_back(
          fmt::format("its `{}` turns away people whom its `{}` lets in", closed.key, opened.key));
    }
  }
  return found;
}

std::vector<std::string> contradictions_between(const World& world, IdRange<ChannelId> channels,
                                                const Gateways& mine, const Gateways& other) {
  std::vector<std::string> found;
  if (!act_together(world, mine.term, other.term)) return found;
  for (const Gateway& one : mine.list) {
    for (const Gateway& two : other.list) {
      if (!contradict(world, channels, one, two)) continue;
      found.push_back(one.opens()
                          ? fmt::format("{} turns away people whom it lets in", other.name)
                          : fmt::format("it turns away people whom {} lets in", other.name));
    }
  }
  return found;
}

}  // namespace sojourn::models
