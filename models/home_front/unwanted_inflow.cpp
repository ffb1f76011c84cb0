#include "models/home_front/unwanted_inflow.hpp"

#include <algorithm>

#include "sim/input/settings.hpp"

namespace sojourn::models {

UnwantedInflow::UnwantedInflow(Settings& settings, const World& world) {
  const double months =
      settings.real("window", "months", {0.03, 120}, 12, "over which arrivals are counted");
  const int ticks = std::max(1, world.calendar.ticks_in(months));
  ring_.assign(static_cast<std::size_t>(ticks), PlaceArray::Zero(world.n_places()));
}

double UnwantedInflow::per_year(PlaceId place, double dt) const {
  double sum = 0;
  for (const PlaceArray& tick : ring_) sum += tick[place];
  return n_ticks_ > 0 ? sum / (n_ticks_ * dt) : 0;
}

std::int64_t UnwantedInflow::arrived(const Scene& scene, PlaceId place, StateId citizenship) const {
  std::int64_t agents = 0;
  for (const ChannelId channel : channels_) {
    agents += scene.ledger.previous_tick.arrivals(citizenship, place, channel);
  }
  return agents;
}

}  // namespace sojourn::models
