#pragma once

#include <utility>
#include <vector>

#include "sim/base/ids.hpp"
#include "sim/base/tick_days.hpp"

namespace sojourn {

/// A channel by which nobody of a group is admitted into some places, on some days of the tick.
struct ShutWay {
  ChannelId channel;
  std::vector<char> into;         // by place: 1 where nobody is admitted
  std::vector<char> living_in;    // by place: whom it keeps out, by where they live; empty: all
  std::vector<char> citizens_of;  // by state: the same by citizenship; empty: all
  TickDays days;

  bool for_everyone() const { return living_in.empty() && citizens_of.empty(); }
  bool keeps_out(StateId citizenship, PlaceId residence) const {
    return (living_in.empty() || living_in[residence.index()] != 0) &&
           (citizens_of.empty() || citizens_of[citizenship.index()] != 0);
  }
};

/// All of them in a tick.
class ShutWays {
 public:
  bool empty() const { return ways_.empty(); }
  void add(ShutWay way) { ways_.push_back(std::move(way)); }
  /// Share of the tick's days on which someone is not admitted.
  double share(ChannelId channel, StateId citizenship, PlaceId residence, PlaceId place) const {
    return share_where(channel, place,
                       [&](const ShutWay& way) { return way.keeps_out(citizenship, residence); });
  }
  /// Share of the tick's days on which nobody is admitted.
  double share_of_all(ChannelId channel, PlaceId place) const {
    return share_where(channel, place, [](const ShutWay& way) { return way.for_everyone(); });
  }

 private:
  template <class Counts>
  double share_where(ChannelId channel, PlaceId place, const Counts& counts) const {
    TickDays days;
    for (const ShutWay& way : ways_) {
      const bool here = way.channel == channel && way.into[place.index()] != 0;
      if (here && counts(way)) days.add(way.days);
    }
    return days.share();
  }

  std::vector<ShutWay> ways_;
};

}  // namespace sojourn
