#pragma once

#include <map>
#include <set>
#include <string>
#include <utility>

#include "sim/world/tables/reading.hpp"
#include "sim/world/world.hpp"

namespace sojourn {

/// The rows of `history`: what attributes of a country, or a place, are on a date. A place that is
/// as its country at the start follows it, unless it has rows of its own.
class HistoryReader {
 public:
  /// Reads the table `interpolation`.
  HistoryReader(const Reading& reading, World& world);
  void operator()(Settings& row);
  /// Puts what was read into the world; warns where a run leaves the span of its history.
  void finish();

 private:
  /// The number of a column, and a place.
  using Key = std::pair<std::size_t, PlaceId>;

  /// Whether the row has some.
  bool refuse_fixed_columns(Settings& row);
  int tick_of(Settings& row, Date date) const;
  void add(Settings& row, std::size_t column, PlaceId place, int tick, double value);
  void follow_countries();
  void warn_of_ends(std::size_t column);

  World& world_;
  std::set<std::string> refused_;                // columns
  std::vector<char> linear_;                     // by column
  std::map<Key, std::map<int, double>> values_;  // by tick
};

/// A patch of what the history tells would never count: it is a fault. Needs World::history.
void refuse_idle_patches(const Reading& reading, const World& world);

}  // namespace sojourn
