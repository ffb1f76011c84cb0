#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "tools/sojourn/console/json.hpp"

namespace sojourn::command {

/// What is held against what, run by run.
struct ComparedRuns {
  std::vector<std::int64_t> reference;  // [regime]: the regime that it is held against
  std::size_t n_replicates = 0, n_years = 0, n_places = 0;

  std::size_t n_regimes() const { return reference.size(); }
};

/// A series by country: [regime][replicate][year][place]; NaN for a missing run.
struct PlaceCells {
  std::string name, units, long_name;
  std::vector<double> cells;
};

/// What a page still has room for: of many countries and regimes not every series has its years.
class RoomForYears {
 public:
  /// Whether there was room for the years of one more series.
  bool take(const ComparedRuns& runs);

 private:
  std::size_t left_ = 150'000;  // numbers
};

/// {"units", "long_name", "last", "all", "years"}: means and paired differences with intervals, by
/// regime and place, of the last year and of all; where there is room, {"mean", "low", "high"} of
/// every year, from the lowest replicate to the highest. Null where there is nothing but zeros.
Json changes_of_places(const ComparedRuns& runs, const PlaceCells& series, RoomForYears& room);

/// Differences of a regime by citizenship and place, row-major; NaN: not known.
struct PairChanges {
  std::vector<double> mean, difference, low, high;
};

/// Adds [regime, citizenship, place, mean, difference, low, high] of the pairs that differ most.
void add_changed_pairs(std::size_t regime, std::size_t n_places, const PairChanges& changes,
                       Json& rows);

}  // namespace sojourn::command
