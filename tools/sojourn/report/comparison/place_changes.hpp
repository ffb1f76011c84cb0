#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "tools/sojourn/compare/intervals.hpp"
#include "tools/sojourn/console/json.hpp"

namespace sojourn::command {

/// How series by country of a comparison lie.
struct PlaceShape {
  std::size_t n_regimes = 0, n_years = 0, n_places = 0;

  std::size_t n_cells() const { return n_years * n_places; }
};

/// What a page still has room for: of many countries and regimes not every series has its years.
class RoomForYears {
 public:
  /// Whether there was room for the years of one more series.
  bool take(const PlaceShape& shape);

 private:
  std::size_t left_ = 150'000;  // numbers
};

/// A series by country under each regime, summed up run by run, so that what is kept does not grow
/// with the number of runs.
class PlaceSums {
 public:
  PlaceSums(std::string units, std::string long_name, PlaceShape shape);

  /// A run of a regime, and that of equal seed which it is held against; empty: that is missing.
  /// @param cells,reference [year][place]; NaN: not known
  void add(std::size_t regime, std::span<const double> cells, std::span<const double> reference);

  /// {"units", "long_name", "last", "all", "years"}: means and paired differences with intervals,
  /// by regime and place, of the last year and of all; where there is room, {"mean", "low", "high"}
  /// of every year, from the lowest run to the highest. Null where there is nothing but zeros.
  Json json(RoomForYears& room) const;

  /// What is kept, whatever the number of runs.
  std::size_t n_kept() const { return last_.size() + all_.size() + years_.size(); }

 private:
  struct Change {
    RunningSample own, difference;
  };
  struct Year {
    RunningSample own;
    double low = 0, high = 0;
  };
  void add_change(std::size_t place, std::size_t first, std::span<const double> cells,
                  std::span<const double> reference, Change& change) const;
  Json over(const std::vector<Change>& changes) const;
  Json each_year() const;

  std::string units_, long_name_;
  PlaceShape shape_;
  bool has_any_ = false;
  std::vector<Change> last_, all_;  // [regime][place]
  std::vector<Year> years_;         // [regime][year][place]
};

/// Differences of a regime by citizenship and place, row-major; NaN: not known.
struct PairChanges {
  std::vector<double> mean, difference, low, high;
};

/// Adds [regime, citizenship, place, mean, difference, low, high] of the pairs that differ most.
void add_changed_pairs(std::size_t regime, std::size_t n_places, const PairChanges& changes,
                       Json& rows);

}  // namespace sojourn::command
