#include "models/home_front/politics/elections.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "models/home_front/state_means.hpp"
#include "sim/stages/tick_stream.hpp"

namespace sojourn::models {

Elections::Elections(Settings& s, const World& world)
    : term_(std::max(1, world.calendar.ticks_in(
                            12 * s.real("term", "years", {0.1, 50}, 4, "time between elections")))),
      b_sentiment_(s.real("b_sentiment", "1", {0, 20}, 0.5, "pressure of sentiment")),
      b_unemployment_(s.real("b_unemployment", "1", {0, 100}, 5,
                             "pressure of unemployment beyond that of the country's table")),
      b_shortage_(
          s.real("b_shortage", "1", {0, 100}, 2, "pressure to open of a full shortage of labour")),
      swing_(s.real("swing", "1", {0, 1}, 0.1,
                    "by how much an elected government wants openness and rights other than they "
                    "were")),
      leaning_(world.states().size(), 0) {}

bool Elections::votes(const Scene& scene, StateId state) const {
  const double u = TickStream(scene.world.seed, 0, stream()).of(state.index()).uniform();
  const int first = static_cast<int>(u * term_);
  return scene.tick > 0 && scene.tick % term_ == first;
}

double Elections::pressure(const Scene& scene, StateId state) const {
  const double felt =
      mean_by_people(scene, state, [&](PlaceId p) { return scene.stances.sentiment[p]; });
  const double idle = mean_by_people(scene, state, [&](PlaceId p) {
    return scene.conditions.unemployment[p] - scene.world.baseline.unemployment[p];
  });
  return b_sentiment_ * felt + b_unemployment_ * idle - b_shortage_ * shortage_of(scene, state);
}

void Elections::update(const Scene& scene, Labour& labour, Stances& stances, EventLog& log) {
  const Scene now = scene.with(labour, stances);
  for (const StateId state : scene.world.states()) {
    if (votes(scene, state)) elect(now, state, log);
  }
}

void Elections::elect(const Scene& scene, StateId state, EventLog& log) {
  const double pressed = pressure(scene, state);
  const bool turns =
      TickStream(scene, stream()).of(state.index()).happens(1 - std::exp(-std::abs(pressed)));
  const int next = !turns ? 0 : pressed > 0 ? -1 : 1;
  if (next == std::exchange(leaning_[state.index()], next)) return;
  static constexpr std::array kAims{"wants to close", "leaves migration as it was",
                                    "wants to open"};
  log.add("election", fmt::format("{} elects a government that {} (pressure {:+.2f})",
                                  scene.world.places[state.index()].id,
                                  kAims[static_cast<std::size_t>(next + 1)], pressed));
}

}  // namespace sojourn::models
