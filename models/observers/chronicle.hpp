#pragma once

#include <algorithm>

#include "sim/base/archive.hpp"
#include "sim/record/recorder.hpp"
#include "sim/stages/stages.hpp"

namespace sojourn::models {

/// The event log, and the life histories of a random sample of people (written at the end, when it
/// is known who belongs to the sample).
class Chronicle final : public Observer, public Stateful {
 public:
  Chronicle(Settings&, const World&) {}

  void declare(const Scene&, Recorder& recorder) override {
    using enum ColumnType;
    events_ = recorder.add_table("events", "what happened, and why",
                                 {{"tick", kInteger, "1", "tick of the event"},
                                  {"date", kText, "1", "day, or first one of the tick"},
                                  {"kind", kText, "1", "kind of event"},
                                  {"text", kText, "1", "actors, terms and reasons"},
                                  {"module", kText, "1", "the module whose doing it is"},
                                  {"stage", kText, "1", "stage of that module"}});
    lives_ = recorder.add_table("lives", "every change in the lives of a random sample of persons",
                                {{"person", kInteger, "1", "id of the person"},
                                 {"tick", kInteger, "1", "tick of the change"},
                                 {"from", kText, "1", "place before"},
                                 {"to", kText, "1", "place after; empty: died"},
                                 {"status", kText, "1", "status after"},
                                 {"citizenship", kText, "1", "country of citizenship"}});
  }

  /// In the order of their days; those of one day as they came.
  void observe(const Scene& scene, Recorder& recorder) override {
    std::vector<const Event*> events;
    for (; told_ < scene.events.size(); ++told_) events.push_back(&scene.events[told_]);
    const auto day = [&](const Event* event) { return event->day_in(scene.world.calendar); };
    std::ranges::stable_sort(events, {}, day);
    for (const Event* event : events) {
      recorder.append_row(events_, {std::int64_t{event->tick}, iso(day(event)), event->kind,
                                    event->text, event->module, event->stage});
    }
  }

  void finish(const Scene& scene, Recorder& recorder) override {
    std::vector<LifeEvent> lives = scene.lives;
    std::ranges::stable_sort(lives, {}, &LifeEvent::id);
    const auto place = [&](PlaceId id) {
      return id.valid() ? scene.world.places[id.index()].id : std::string();
    };
    for (const LifeEvent& life : lives) {
      recorder.append_row(
          lives_, {static_cast<std::int64_t>(life.id), std::int64_t{life.tick}, place(life.from),
                   place(life.to), std::string(kStatusNames[position(life.status)]),
                   place(PlaceId(life.citizenship.value))});
    }
  }
  void state(Archive& archive) override { archive(told_); }

 private:
  Table events_, lives_;
  std::size_t told_ = 0;
};

}  // namespace sojourn::models
