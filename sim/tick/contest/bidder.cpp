#include "sim/tick/contest/bidder.hpp"

#include "sim/stages/tick_stream.hpp"

namespace sojourn {

namespace {

constexpr StreamId kMomentStream = stream_id("engine: moments of the tick");

}  // namespace

PersonalTraits traits_of(const Scene& scene, const Bid& bid) {
  const int months = scene.world.calendar.absolute_month(scene.tick) - bid.birth_month;
  const int years = months / 12;
  return {.citizenship = bid.who.citizenship,
          .skill = bid.who.skill,
          .sex = bid.sex,
          .age = static_cast<double>(years),
          .abroad = bid.abroad};
}

double moment_of(const Scene& scene, const Bid& bid) {
  return TickStream(scene, kMomentStream).of(bid.key).uniform();
}

bool acts_in(const Scene& scene, const Bid& bid, PartOfTick part) {
  return part.whole() || part.holds(moment_of(scene, bid));
}

}  // namespace sojourn
