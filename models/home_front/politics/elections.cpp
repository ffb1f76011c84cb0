#include "models/home_front/politics/elections.hpp"

#include <fmt/format.h>

#include <cmath>

#include "models/home_front/yearly_policy.hpp"
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

double Elections::pressure(const Scene& scene, const Labour& labour, const Stances& stances,
                           StateId state) const {
  double people = 0, felt = 0, idle = 0, demand = 0, lacking = 0;
  for (const PlaceId p : scene.world.places_of(state)) {
    const auto n = static_cast<double>(scene.ledger.population(p));
    people += n;
    felt += n * stances.sentiment[p];
    idle += n * (scene.conditions.unemployment[p] - scene.world.baseline.unemployment[p]);
    demand += labour.demand[p];
    lacking += labour.demand[p] * labour.shortage[p];
  }
  if (people <= 0) return 0;
  const double shortage = demand > 0 ? lacking / demand : 0;
  return (b_sentiment_ * felt + b_unemployment_ * idle) / people - b_shortage_ * shortage;
}

void Elections::update(const Scene& scene, Labour& labour, Stances& stances, EventLog& log) {
  for (const StateId state : scene.world.states()) {
    if (!votes(scene, state)) continue;
    const double pressed = pressure(scene, labour, stances, state);
    const bool turns =
        TickStream(scene, stream()).of(state.index()).happens(1 - std::exp(-std::abs(pressed)));
    const int next = !turns ? 0 : pressed > 0 ? -1 : 1;
    int& leaning = leaning_[state.index()];
    if (next != leaning) {
      log.add("election", fmt::format("{} elects a government that {} (pressure {:+.2f})",
                                      scene.world.places[state.index()].id,
                                      next < 0   ? "wants to close"
                                      : next > 0 ? "wants to open"
                                                 : "leaves migration as it was",
                                      pressed));
    }
    leaning = next;
  }
}

}  // namespace sojourn::models
