#pragma once

#include <functional>
#include <span>
#include <string>
#include <vector>

#include "tools/sojourn/report/run_view.hpp"

namespace sojourn::command {

/// What the labels on the axes of a run mean.
struct AxisMeanings {
  explicit AxisMeanings(const RunView& run);

  /// Whether the citizens live, or come to live, outside of their own country.
  bool is_abroad(std::size_t citizenship, std::size_t place) const {
    return country[place] != static_cast<int>(citizenship);
  }
  std::vector<int> country;        // [place]
  std::vector<char> is_return;     // [channel]
  std::vector<char> is_settled;    // [status]
  std::vector<char> is_irregular;  // [status]
  int n_countries;
};

/// Indices of a cell on the axes behind `time`.
using CellIndex = std::span<const std::size_t>;
using CellTest = std::function<bool(const AxisMeanings&, CellIndex)>;

/// A number by which the runs of a sweep are told apart: the sum of some cells of a series, or
/// their mean.
struct SweepOutcome {
  std::string name, units, meaning;
  std::string series;
  CellTest counts;
  double scale = 1;
  bool of_cells = false;  // the mean over cells
  /// Cells by the labels of a run, where `counts` is not given.
  std::function<std::vector<char>(const RunView&, const StoredDataset&)> cells = {};
  double missing = 0;  // where the run has the series and no such cells
};

/// What one run came to.
struct OutcomeOfRun {
  double mean = 0;             // over its ticks
  std::vector<double> yearly;  // flows are per year
};

/// Those of `compare` that a run file holds, and what the table [outcomes] of the run's scenario
/// defines. @throws InputError: a definition that does not fit the run
std::vector<SweepOutcome> sweep_outcomes(const RunView& run);

/// [outcome]; every series is read once. No value where the run has no such series. @throws
/// ReadError
std::vector<OutcomeOfRun> numbers_of(const RunView& run, const std::vector<SweepOutcome>& outcomes);

/// A series by country: of `compare` where the two have the same name.
struct CountryCells {
  std::string name, units, long_name;
  std::vector<double> cells;  // [year][country]
};

/// By citizenship and country: [citizenship * countries + country].
struct PairCells {
  std::vector<double> stock;     // settled, mean of the last year [persons]
  std::vector<double> arrivals;  // over the whole run [persons / year]
};

struct PlacesOfRun {
  std::vector<CountryCells> series;
  PairCells pairs;
};

/// @param all also the series that the run has by place. @throws ReadError
PlacesOfRun places_of_run(const RunView& run, bool all);

/// Whether cells are what happened during a tick, not what was at its end, or during it on average.
bool is_flow(const RunFile& file, const std::string& series);
/// Length of a tick [years].
double tick_years(const RunFile& file);

}  // namespace sojourn::command
