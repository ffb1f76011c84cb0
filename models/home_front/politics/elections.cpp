#include "models/home_front/politics/elections.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "sim/base/archive.hpp"
#include "sim/base/arithmetic/elementary.hpp"
#include "sim/stages/module_set.hpp"
#include "sim/stages/tick_stream.hpp"

namespace sojourn::models {

namespace {

/// A state's own luck, whoever else is in the world.
StreamId named(const Scene& scene, StateId state) {
  return stream_id(scene.world.places[state.index()].id);
}

}  // namespace

Elections::Elections(Settings& s, const World& world)
    : term_(std::max(1, world.calendar.ticks_in(
                            12 * s.real("term", "years", {0.1, 50}, 4, "time between elections")))),
      b_sentiment_(
          s.real("b_sentiment", "1", {0, 20}, 0.5, "pressure of sentiment beyond the usual")),
      b_unemployment_(
          s.real("b_unemployment", "1", {0, 100}, 5, "pressure of unemployment beyond the usual")),
      b_shortage_(s.real("b_shortage", "1", {0, 100}, 2,
                         "pressure to open of a full labour shortage beyond the usual")),
      swing_(s.real("swing", "1", {0, 1}, 0.1,
                    "by how much an elected government wants openness and rights other than they "
                    "were")),
      leaning_(world.states().size(), 0) {}

void Elections::bind(const ModuleSet& modules) {
  usual_ = modules.find<KnowsTheUsual, HomeFront>();
}

std::string Elections::warning() const {
  return usual_ != nullptr ? "" : "elects nobody: no politics at home know what is usual";
}

bool Elections::votes(const Scene& scene, StateId state) const {
  const double u = TickStream(scene.world.seed, 0, stream()).of(named(scene, state)).uniform();
  const int first = static_cast<int>(u * term_);
  return scene.tick > 0 && scene.tick % term_ == first;
}

double Elections::pressure(const Departures& d) const {
  return b_sentiment_ * d.sentiment + b_unemployment_ * d.unemployment - b_shortage_ * d.shortage;
}

void Elections::update(const Scene& scene, Labour& labour, Stances& stances, EventLog& log) {
  if (usual_ == nullptr) return;
  const Scene now = scene.with(labour, stances);
  for (const StateId state : scene.world.states()) {
    if (votes(scene, state)) elect(now, state, log);
  }
}

void Elections::elect(const Scene& scene, StateId state, EventLog& log) {
  const double pressed = pressure(usual_->departures(scene, state));
  const bool turns = TickStream(scene, stream())
                         .of(named(scene, state))
                         .happens(1 - fixed::exp(-std::abs(pressed)));
  const int next = !turns ? 0 : pressed > 0 ? -1 : 1;
  if (next == std::exchange(leaning_[state.index()], next)) return;
  static constexpr std::array kAims{"wants to close", "leaves migration as it was",
                                    "wants to open"};
  log.add("election", fmt::format("{} elects a government that {} (pressure {:+.2f})",
                                  scene.world.places[state.index()].id,
                                  kAims[static_cast<std::size_t>(next + 1)], pressed));
}

void Elections::state(Archive& archive) {
  archive(leaning_);
}

}  // namespace sojourn::models
