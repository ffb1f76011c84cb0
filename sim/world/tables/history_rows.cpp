#include "sim/world/tables/history_rows.hpp"

#include <algorithm>

#include "sim/world/attributes/history_columns.hpp"
#include "sim/world/known.hpp"
#include "sim/world/tables/run_table.hpp"

namespace sojourn {

namespace {

constexpr std::size_t kNamed = 6;  // places that a warning names

std::string attributes() {
  std::string text;
  for (const HistoryColumn& column : history_columns()) {
    text += (text.empty() ? "" : ", ") + std::string(column.key);
  }
  return text;
}

std::string names_of(const World& world, const std::vector<PlaceId>& places) {
  std::string text;
  for (std::size_t i = 0; i < std::min(places.size(), kNamed); ++i) {
    text += (text.empty() ? "" : ", ") + world.places[places[i].index()].id;
  }
  return places.size() > kNamed ? fmt::format("{} and {} more", text, places.size() - kNamed)
                                : text;
}

/// Whether the history tells the attribute called `key` of `place`.
bool tells(const World& world, const std::string& key, PlaceId place) {
  const auto column = std::ranges::find(history_columns(), key, &HistoryColumn::key);
  if (column == history_columns().end()) return false;
  return std::ranges::any_of(world.history.courses, [&](const AttributeCourse& course) {
    return course.attribute == column->array && course.place == place;
  });
}

}  // namespace

HistoryReader::HistoryReader(const Reading& reading, World& world) : world_(world) {
  Settings settings(reading.table("interpolation"), "interpolation", &reading.diagnostics);
  for (const HistoryColumn& column : history_columns()) {
    const std::string how =
        settings.choice(column.key, {"step", "linear"}, column.linear ? "linear" : "step",
                        "between two dates of the history: as on the earlier one, or along a line");
    linear_.push_back(how == "linear" ? 1 : 0);
  }
  reading.finish_table(settings, "interpolation");
}

/// Keys that cannot act are refused with the reason, rather than ignored; of many rows, the first.
bool HistoryReader::refuse_fixed_columns(Settings& row) {
  bool any = false;
  for (const FixedColumn& column : fixed_columns()) {
    if (!row.has(column.key)) continue;
    any = true;
    row.real(column.key, "1", {}, 0, column.why);
    if (!refused_.insert(column.key).second) continue;
    row.fault(column.key, fmt::format("cannot change during a run: {}", column.why));
  }
  return any;
}

void HistoryReader::operator()(Settings& row) {
  const auto place = known_place(
      world_, row, "country", row.required_text("country", "country, or place, that it tells of"));
  const int tick = tick_of(row, row.required_date("date", "when it is so"));
  bool tells = refuse_fixed_columns(row);
  for (std::size_t c = 0; c < history_columns().size(); ++c) {
    const HistoryColumn& column = history_columns()[c];
    if (!row.has(column.key)) {  // an empty cell
      row.know(column.key, column.unit, column.range, column.meaning);
      continue;
    }
    tells = true;
    const double value = row.required_real(column.key, column.unit, column.range, column.meaning);
    if (place) add(row, c, *place, tick, value);
  }
  if (!tells) {
    row.fault("country", "no attribute is told of it on this date; attributes: " + attributes());
  }
}

int HistoryReader::tick_of(Settings& row, Date date) const {
  if (date.year < kFirstYear || date.year > kLastYear) {
    row.fault("date", fmt::format("expected a year from {} to {}", kFirstYear, kLastYear));
  }
  const bool within = world_.calendar.length() == TickLength::kMonth && date.day != 1;
  if (within) row.fault("date", "a run in months reads the first of a month");
  return world_.calendar.tick(date);
}

void HistoryReader::add(Settings& row, std::size_t column, PlaceId place, int tick, double value) {
  const char* key = history_columns()[column].key;
  if (history_columns()[column].of_countries && place.value >= world_.n_states) {
    row.fault(key, "is told of countries, not of places within them");
  }
  if (!values_[{column, place}].emplace(tick, value).second) {
    row.fault(key,
              fmt::format("{} of {} on {} is there already", key, world_.places[place.index()].id,
                          to_string(world_.calendar.date(tick))));
  }
}

void HistoryReader::finish() {
  for (std::size_t c = 0; c < history_columns().size(); ++c) warn_of_ends(c);
  follow_countries();
  for (const auto& [key, values] : values_) {
    AttributeCourse course{
        history_columns()[key.first].array, key.second, linear_[key.first] != 0, {}};
    for (const auto& [tick, value] : values) course.points.push_back({tick, value});
    world_.history.courses.push_back(std::move(course));
  }
}

void HistoryReader::follow_countries() {
  for (const PlaceId place : world_.place_ids()) {
    const StateId state = world_.state_of(place);
    if (state.value == place.value) continue;
    for (std::size_t c = 0; c < history_columns().size(); ++c) {
      const HistoryColumn& column = history_columns()[c];
      const PlaceArray& start = world_.baseline.*column.array;
      const auto of_state = values_.find({c, PlaceId(state.value)});
      const bool follows = !column.of_countries && of_state != values_.end() &&
                           !values_.contains({c, place}) && start[place] == start[state];
      if (follows) values_[{c, place}] = of_state->second;
    }
  }
}

void refuse_idle_patches(const Reading& reading, const World& world) {
  for (const char* table : {"countries", "places"}) {
    const Node* patches = reading.table(table);
    if (patches == nullptr) continue;
    for (const auto& [name, patch] : patches->table()) {
      const auto place = world.find_place(name);
      if (!place || !patch.is_table()) continue;  // a fault already
      for (const auto& [key, value] : patch.table()) {
        if (!tells(world, key, *place)) continue;
        reading.diagnostics.add(
            value.where, fmt::format("{}.{}.{}: the history tells it, so this value would never "
                                     "count; change the rows of the history",
                                     table, toml_key(name), toml_key(key)));
      }
    }
  }
}

/// A step lasts as long as the one before it did.
void HistoryReader::warn_of_ends(std::size_t column) {
  std::vector<PlaceId> late, early;
  for (const auto& [key, values] : values_) {
    if (key.first != column) continue;
    const auto last = std::prev(values.end());
    const bool lasts = linear_[column] == 0 && values.size() > 1;
    const int end = last->first + (lasts ? last->first - std::prev(last)->first - 1 : 0);
    if (values.begin()->first > 0) late.push_back(key.second);
    if (end < world_.n_ticks - 1) early.push_back(key.second);
  }
  const char* name = history_columns()[column].key;
  const auto warn = [&](const std::vector<PlaceId>& places, const char* what) {
    if (places.empty()) return;
    world_.warnings.push_back(
        fmt::format("world.history: {} of {} {}", name, names_of(world_, places), what));
  };
  warn(late, "begins after the run does: until then its first value counts");
  warn(early, "ends before the run does: its last value is kept");
}

}  // namespace sojourn
