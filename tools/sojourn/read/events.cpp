#include "tools/sojourn/read/events.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <ostream>
#include <set>

#include "sim/base/calendar.hpp"
#include "sim/input/source.hpp"
#include "sim/input/text/characters.hpp"
#include "tools/sojourn/console/command_info.hpp"
#include "tools/sojourn/console/text.hpp"

namespace sojourn::command {

namespace {

std::vector<RunEvent> all_events(const RunFile& run) {
  if (!run.find("events/date")) return {};
  const std::vector<std::string> dates = run.texts("events/date");
  const std::vector<std::string> kinds = run.texts("events/kind");
  const std::vector<std::string> texts = run.texts("events/text");
  std::vector<RunEvent> events;
  for (std::size_t i = 0; i < std::min({dates.size(), kinds.size(), texts.size()}); ++i) {
    events.push_back({dates[i], kinds[i], texts[i]});
  }
  return events;
}

/// The nearest one; of few where none is near, all.
std::string known_text(const std::string& name, const std::vector<std::string>& known) {
  constexpr std::size_t kFew = 30;
  std::string nearest = nearest_name(name, known);
  if (!nearest.empty() || known.size() > kFew) return nearest;
  return known.empty() ? "; it has none" : "; it has " + joined(known, ", ");
}

/// Refuses what is not among `known`. Events of a run have all the kinds that happened in it.
void require_known(const std::vector<std::string>& asked, const std::set<std::string>& known,
                   const char* option, const char* what) {
  for (const std::string& name : asked) {
    if (known.contains(name)) continue;
    const std::vector<std::string> names(known.begin(), known.end());
    throw InputError(Source{option},
                     fmt::format("{} \"{}\"{}", what, name, known_text(name, names)));
  }
}

std::set<std::string> kinds_in(const std::vector<RunEvent>& events) {
  std::set<std::string> kinds;
  for (const RunEvent& event : events) kinds.insert(event.kind);
  return kinds;
}

/// What is asked for; where no event is of such a kind, those that begin with the word: "policy"
/// for "policy begins" and "policy ends".
std::vector<std::string> kinds_meant(const std::vector<std::string>& asked,
                                     const std::set<std::string>& known) {
  std::vector<std::string> meant;
  for (const std::string& name : asked) {
    const std::size_t before = meant.size();
    for (const std::string& kind : known) {
      if (!known.contains(name) && kind.starts_with(name + " ")) meant.push_back(kind);
    }
    if (meant.size() == before) meant.push_back(name);
  }
  return meant;
}

/// Labels of the run's axes, and whatever its events name: unions and areas are on no axis.
std::set<std::string> states_in(const RunFile& run, const std::vector<std::string>& asked,
                                const std::vector<RunEvent>& events) {
  std::set<std::string> known;
  for (const StoredDataset& dataset : run.datasets()) {
    if (!dataset.is_axis || dataset.type != ColumnType::kText) continue;
    for (const std::string& label : run.labels(dataset.name)) known.insert(label);
  }
  for (const std::string& name : asked) {
    const auto named = [&](const RunEvent& event) { return names_state(event.text, name); };
    if (std::ranges::any_of(events, named)) known.insert(name);
  }
  return known;
}

/// The date as the events' column has it: "2015-01" is "2015-01-01".
std::string day_of(const std::string& text, const char* option) {
  if (text.empty()) return "";
  const auto date = parse_date(text);
  if (!date) {
    throw InputError(
        Source{option},
        fmt::format("expected a date such as 2015-01 or 2015-01-31, found \"{}\"", text));
  }
  return text.size() == std::string("2015-01").size() ? text + "-01" : text;
}

}  // namespace

bool names_state(const std::string& text, const std::string& id) {
  const auto within_word = [](char c) {
    return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_' || (c & 0x80) != 0;
  };
  for (std::size_t at = text.find(id); at != std::string::npos; at = text.find(id, at + 1)) {
    const std::size_t end = at + id.size();
    const bool begins = at == 0 || !within_word(text[at - 1]);
    const bool ends = end == text.size() || !within_word(text[end]);
    if (begins && ends && !id.empty()) return true;
  }
  return false;
}

std::vector<RunEvent> events_of(const RunFile& run, const EventFilter& filter) {
  std::vector<RunEvent> events = all_events(run);
  const std::set<std::string> known = kinds_in(events);
  const std::vector<std::string> kinds = kinds_meant(filter.kinds, known);
  require_known(kinds, known, "--kind", "the run has no event of the kind");
  require_known(filter.states, states_in(run, filter.states, events), "--state",
                "the run has no place, and its events name no state, called");
  const std::string from = day_of(filter.from, "--from"), until = day_of(filter.until, "--until");
  std::erase_if(events, [&](const RunEvent& event) {
    const bool of_kind = kinds.empty() || std::ranges::count(kinds, event.kind) > 0;
    const bool of_state =
        filter.states.empty() || std::ranges::any_of(filter.states, [&](const std::string& id) {
          return names_state(event.text, id);
        });
    const bool in_time = event.date >= from && (until.empty() || event.date < until);
    return !of_kind || !of_state || !in_time;
  });
  return events;
}

void print_events(const RunFile& run, const EventFilter& filter, std::ostream& out) {
  const std::vector<RunEvent> events = events_of(run, filter);
  if (events.empty()) out << (filter.empty() ? "  none recorded\n" : "  none of these\n");
  for (const RunEvent& event : events) {
    out << escaped(event.date) << ' ' << escaped(event.kind) << ' ' << escaped(event.text) << '\n';
  }
}

Json json_of(const std::vector<RunEvent>& events) {
  Json list = Json::array();
  for (const RunEvent& event : events) {
    list.push_back({{"date", event.date}, {"kind", event.kind}, {"text", event.text}});
  }
  return list;
}

}  // namespace sojourn::command
