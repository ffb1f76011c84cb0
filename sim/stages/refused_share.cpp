#include "sim/stages/refused_share.hpp"

#include <algorithm>

namespace sojourn {

namespace {

bool means_whole_nationalities(const TargetGroup& who) {
  return who.is_of_kinds() && std::ranges::count(who.skills, false) == 0;
}

/// Of parts that overlap each moment counts once.
double union_of(std::vector<PartOfTick>& parts) {
  std::ranges::sort(parts, {}, &PartOfTick::begin);
  double covered = 0, reached = 0;
  for (const PartOfTick& part : parts) {
    covered += std::max(0.0, part.end - std::max(reached, part.begin));
    reached = std::max(reached, part.end);
  }
  return covered;
}

template <class Means>
double share_where(const Rules& rules, ChannelId channel, PlaceId place, const Means& means) {
  std::vector<PartOfTick> parts;
  for (const Refusal& refusal : rules.refusals) {
    if (!refusal.channels.contains(channel) || !refusal.to.contains(place)) continue;
    if (means_whole_nationalities(refusal.who) && means(refusal)) parts.push_back(refusal.when);
  }
  return union_of(parts);
}

}  // namespace

double refused_share(const Rules& rules, ChannelId channel, StateId citizenship, PlaceId residence,
                     PlaceId place) {
  return share_where(rules, channel, place, [&](const Refusal& refusal) {
    return refusal.from.contains(residence) && refusal.who.citizenships.contains(citizenship);
  });
}

double refused_to_all(const Rules& rules, ChannelId channel, PlaceId place) {
  return share_where(rules, channel, place, [](const Refusal& refusal) {
    return refusal.from.all() && refusal.who.citizenships.all();
  });
}

}  // namespace sojourn
