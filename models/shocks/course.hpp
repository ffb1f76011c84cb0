#pragma once

#include <algorithm>
#include <cmath>

#include "sim/base/rates.hpp"
#include "sim/input/settings.hpp"
#include "sim/stages/stages.hpp"
#include "sim/stages/tick_stream.hpp"

namespace sojourn::models {

/// When a shock strikes and how it runs its course (ODD 7.1): on a date, or drawn from
/// a hazard.
class Course {
 public:
  Course(Settings& settings, const World& world, double default_magnitude, Range range,
         const std::string& unit, const std::string& meaning)
      : calendar_(world.calendar), seed_(world.seed) {
    magnitude_ = settings.real("magnitude", unit, range, default_magnitude, meaning);
    hazard_ = settings.real("hazard", "1 / year", {0, 365}, 0,
                            "rate at which the shock strikes; 0: on the date in `start`");
    start_ = calendar_.tick(settings.date("start", world.calendar.start(), "when it begins"));
    const double ticks_per_month = calendar_.ticks_per_year() / 12.0;
    duration_ =
        settings.real("duration", "months", {0, 1e5}, 1e5, "how long it lasts") * ticks_per_month;
    shape_ = settings.choice("shape", {"step", "ramp", "fade", "hump"}, "step",
                             "step: constant; ramp: rises over `rise` and stays; fade: falls to "
                             "nothing over the duration; hump: rises and falls over it");
    rise_ =
        settings.real("rise", "months", {0.01, 1e5}, 12, "how long a ramp rises") * ticks_per_month;
  }

  /// In the magnitude's unit, at `scene.tick`; zero before and after.
  double strength(const Scene& scene, StreamId stream) const {
    return magnitude_ * share(scene, stream);
  }

  /// How far along its shape the shock is, in [0, 1]. Where several strikes of a hazard overlap,
  /// the strongest counts.
  double share(const Scene& scene, StreamId stream) const {
    if (hazard_ <= 0) return form(scene.tick - start_);
    double best = 0;
    const int reach = static_cast<int>(std::min(duration_, static_cast<double>(scene.tick)));
    for (int age = 0; age <= reach; ++age) {
      if (strikes(scene.tick - age, stream)) best = std::max(best, form(age));
    }
    return best;
  }

  bool begins(const Scene& scene, StreamId stream) const {
    return hazard_ <= 0 ? scene.tick == std::max(0, start_) && form(scene.tick - start_) > 0
                        : strikes(scene.tick, stream);
  }
  double magnitude() const { return magnitude_; }
  /// The tick of its date; meaningless where it strikes at random.
  int start() const { return start_; }
  bool strikes_at_random() const { return hazard_ > 0; }

 private:
  bool strikes(int tick, StreamId stream) const {
    return TickStream(seed_, tick, stream).of(0).happens(tick_probability(hazard_, calendar_.dt()));
  }

  double form(int age) const {
    if (age < 0 || age >= duration_) return 0;
    if (shape_ == "ramp") return std::min(1.0, (age + 1) / rise_);
    if (shape_ == "fade") return 1 - age / duration_;
    if (shape_ == "hump") return 1 - std::abs(2 * (age + 0.5) / duration_ - 1);
    return 1;
  }

  Calendar calendar_;
  std::uint64_t seed_;
  double magnitude_ = 0;
  double hazard_ = 0;
  int start_ = 0;
  double duration_ = 0;  // [ticks]
  double rise_ = 0;      // [ticks]
  std::string shape_;
};

/// The countries or places a shock befalls.
class Targets {
 public:
  Targets(Settings& settings, const World& world) {
    const auto names = settings.texts("target", {}, "countries or places it befalls");
    if (names.empty()) settings.fault("target", "expected at least one country or place");
    for (const std::string& name : names) {
      const PlaceId place = world.require_place(settings, "target", name);
      if (place.index() < world.places.size()) places_.push_back(place);
    }
  }
  auto begin() const { return places_.begin(); }
  auto end() const { return places_.end(); }
  bool contain(PlaceId place) const { return std::ranges::count(places_, place) > 0; }
  std::string names(const World& world) const {
    std::string text;
    for (const PlaceId place : places_) {
      text += (text.empty() ? "" : ", ") + world.places[place.index()].id;
    }
    return text;
  }

 private:
  std::vector<PlaceId> places_;
};

/// The corridors a shock befalls: every one that matches what is given.
class CorridorTargets {
 public:
  CorridorTargets(Settings& settings, const World& world) {
    const auto from = settings.texts("from", {}, "corridors out of these places; empty: any");
    const auto to = settings.texts("to", {}, "corridors into these places; empty: any");
    const std::string mode = settings.choice("mode", {"any", "land", "sea", "air"}, "any",
                                             "only corridors of this mode");
    const std::string route = settings.text("route", "", "only corridors of this route");
    for (const auto& name : from) world.require_place(settings, "from", name);
    for (const auto& name : to) world.require_place(settings, "to", name);
    if (from.empty() && to.empty() && route.empty()) {
      settings.fault("from", "expected `from`, `to` or `route`, or no corridor is meant");
    }
    const auto listed = [&](const std::vector<std::string>& names, PlaceId place) {
      return names.empty() || std::ranges::count(names, world.places[place.index()].id) > 0;
    };
    for (const CorridorId c : world.corridor_ids()) {
      const Corridor& edge = world.corridors[c.index()];
      const bool fits = mode == "any" || (mode == "land" && edge.mode == Mode::kLand) ||
                        (mode == "sea" && edge.mode == Mode::kSea) ||
                        (mode == "air" && edge.mode == Mode::kAir);
      if (fits && listed(from, edge.from) && listed(to, edge.to) &&
          (route.empty() || route == edge.route)) {
        ids_.push_back(c);
      }
    }
    if (ids_.empty() && !world.corridors.empty()) {
      settings.fault("from", "no corridor fits this description");
    }
  }
  auto begin() const { return ids_.begin(); }
  auto end() const { return ids_.end(); }
  std::string names(const World& world) const {
    std::string text;
    for (const CorridorId c : ids_) {
      const Corridor& edge = world.corridors[c.index()];
      text += (text.empty() ? "" : ", ") + world.places[edge.from.index()].id + "-" +
              world.places[edge.to.index()].id;
    }
    return text;
  }

 private:
  std::vector<CorridorId> ids_;
};

}  // namespace sojourn::models
