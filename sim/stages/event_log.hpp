#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "sim/base/calendar.hpp"

namespace sojourn {

/// One line of the event log.
struct Event {
  int tick = 0;
  std::string module;  // whose doing it is, by instance name
  std::string stage;   // of that module
  std::string kind;
  std::string text;
  Date day{};  // on which it happens; before the tick: on its first day

  /// The day on which it happens, or begins to hold in the run.
  Date day_in(const Calendar& calendar) const { return std::max(day, calendar.date(tick)); }
};

/// The event log as a module writes it: the engine says once who writes and when.
class EventLog {
 public:
  /// `events` must outlive this.
  EventLog(std::vector<Event>& events, int tick, std::string module, std::string_view stage)
      : events_(events), tick_(tick), module_(std::move(module)), stage_(stage) {}
  template <class Stage>
  EventLog(std::vector<Event>& events, int tick, const Stage& module)
      : EventLog(events, tick, module.name(), Stage::kStage) {}

  /// `kind` is what a reader may look for, `text` names actors, terms and reasons.
  void add(std::string kind, std::string text) { add({}, std::move(kind), std::move(text)); }
  /// On a day of the tick; on its first where `day` is before the tick, since what has begun before
  /// is told of when it holds.
  void add(Date day, std::string kind, std::string text) {
    events_.push_back({tick_, module_, stage_, std::move(kind), std::move(text), day});
  }

 private:
  std::vector<Event>& events_;
  int tick_;
  std::string module_, stage_;
};

}  // namespace sojourn
