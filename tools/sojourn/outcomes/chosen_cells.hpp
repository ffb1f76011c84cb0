#pragma once

#include <vector>

#include "sim/record/run_file.hpp"
#include "tools/sojourn/outcomes/series_index.hpp"

namespace sojourn::command {

/// Selected cells of a run: per year of the span, and over all of it. Flows are per year.
struct CellsByYear {
  double mean = 0;
  std::vector<double> yearly;
};

/// Reads them from a file of write_outcomes(). A series or an id that this run does not have (of a
/// policy that another regime has) counts nobody; a measure that it does not have is NaN.
/// @throws ReadError
CellsByYear chosen_by_year(const RunFile& file, const ChosenCells& chosen);

}  // namespace sojourn::command
