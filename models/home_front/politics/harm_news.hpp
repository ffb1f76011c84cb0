#pragma once

#include <algorithm>
#include <vector>

#include "models/home_front/surprise.hpp"
#include "sim/input/settings.hpp"
#include "sim/stages/stages.hpp"

namespace sojourn::models {

/// Deaths at the borders of a state and people detained in it, as news: per head of its people over
/// the last year, they are told of as far as they are more than usual (ODD 7.5). In the first
/// `settling` years [years], while roads fill, nothing is news.
class HarmNews {
 public:
  HarmNews(Settings& s, const World& world, double settling)
      : surprise_{s.real("harm_floor", "1 / head / year", {1e-9, 1}, 1e-6,
                         "smallest usual rate of deaths and detention that is news"),
                  s.real("harm_tolerance", "1", {0, 100}, 0.25,
                         "share of the usual harm by which more is no news"),
                  s.real("harm_chance", "1", {0, 10}, 3,
                         "standard deviations of the count of harm that are no news")},
        settling_(settling),
        memory_(s.real("harm_memory", "years", {0.1, 50}, 5, "time over which harm gets usual")),
        ring_(static_cast<std::size_t>(std::max(1, world.calendar.ticks_in(12))),
              std::vector<double>(world.states().size(), 0)),
        usual_(world.states().size(), 0),
        news_(world.states().size(), 0) {}

  /// Adds what happened in the previous tick; once a tick.
  void update(const Scene& scene) {
    auto& now = ring_[static_cast<std::size_t>(scene.tick) % ring_.size()];
    // Before the first tick there was no time in which anybody could be detained.
    const double years = scene.tick == 0 ? 0 : scene.dt();
    for (const StateId s : scene.world.states()) now[s.index()] = detained(scene, s) * years;
    const auto& deaths = scene.ledger.previous_tick.crossing_deaths;
    for (const CorridorId c : scene.world.corridor_ids()) {
      const StateId at = scene.world.state_of(scene.world.corridors[c.index()].to);
      now[at.index()] += deaths(c);
    }
    for (const StateId s : scene.world.states()) publish(scene, s);
  }
  /// In [0, 1): surprise/(1 + surprise).
  double of(StateId state) const { return news_[state.index()]; }
  template <class Keeper>
  void state(Keeper& archive) {
    archive(ring_, usual_, news_);
  }

 private:
  static double detained(const Scene& scene, StateId state) {
    std::int64_t agents = 0;
    for (const PlaceId p : scene.world.places_of(state)) {
      agents += scene.ledger.foreigners(p, Status::kDetained);
    }
    return agents;
  }
  void publish(const Scene& scene, StateId state) {
    std::int64_t people = 0;
    for (const PlaceId p : scene.world.places_of(state)) people += scene.ledger.population(p);
    const int ticks = std::min(scene.tick, static_cast<int>(ring_.size()));
    if (people <= 0 || ticks <= 0) return;
    double harm = 0;
    for (const auto& tick : ring_) harm += tick[state.index()];
    const double heads = people * ticks * scene.dt();
    double& usual = usual_[state.index()];
    if (scene.tick * scene.dt() < settling_) usual = harm / heads;
    const double over = surprise_.of(harm / heads, usual, heads);
    news_[state.index()] = over / (1 + over);
    usual += (harm / heads - usual) * std::max(scene.dt() / memory_, 1.0 / (scene.tick + 1));
  }

  Surprise surprise_;
  double settling_, memory_;
  std::vector<std::vector<double>> ring_;  // [tick of the year][state], agents
  std::vector<double> usual_, news_;       // [state]
};

}  // namespace sojourn::models
