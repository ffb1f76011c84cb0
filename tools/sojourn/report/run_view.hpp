#pragma once

#include "sim/record/run_file.hpp"
#include "tools/sojourn/report/atlas.hpp"
#include "tools/sojourn/report/periods.hpp"

namespace sojourn::command {

/// A run as the parts of a page read it.
struct RunView {
  const RunFile& file;
  Atlas atlas;
  Periods periods;  // for series: months, quarters or years, so that the page stays small
  Periods years;

  /// @param n_runs runs that one page shows: of many the periods are longer
  /// @throws ReadError: a run without a single tick, or what Atlas throws
  explicit RunView(const RunFile& run, std::size_t n_runs = 1);
  bool has(const std::string& dataset) const { return file.find(dataset) != nullptr; }
};

}  // namespace sojourn::command
