#pragma once

#include <iosfwd>
#include <string>
#include <vector>

#include "sim/record/run_file.hpp"
#include "tools/sojourn/console/json.hpp"

namespace sojourn::command {

/// Which events of a run are asked for.
struct EventFilter {
  std::vector<std::string> kinds;   // none: all
  std::vector<std::string> states;  // ids of places that the text names; none: all
  std::string from, until;          // first day, first day after; empty: no bound

  bool empty() const { return kinds.empty() && states.empty() && from.empty() && until.empty(); }
};

struct RunEvent {
  std::string date, kind, text;
};

/// Events of a run that are of one of the kinds, name one of the states, and lie in the span.
/// @throws InputError: a kind or a state that the run does not know, no date; ReadError
std::vector<RunEvent> events_of(const RunFile& run, const EventFilter& filter);

/// One line each: "2016-03-20 deal EU-TUR: ...".
void print_events(const RunFile& run, const EventFilter& filter, std::ostream& out);

Json json_of(const std::vector<RunEvent>& events);

/// Whether the text names the id: "EU" is in "EU-TUR: ..." and not in "EUR".
bool names_state(const std::string& text, const std::string& id);

}  // namespace sojourn::command
