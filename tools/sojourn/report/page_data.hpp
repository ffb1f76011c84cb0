#pragma once

#include <vector>

#include "sim/record/run_file.hpp"
#include "tools/sojourn/console/json.hpp"
#include "tools/sojourn/report/atlas.hpp"
#include "tools/sojourn/report/periods.hpp"

namespace sojourn::command {

/// A run as the parts of a page read it.
struct RunView {
  const RunFile& file;
  Atlas atlas;
  Periods periods;  // for series: months, quarters or years, so that the page stays small
  Periods years;

  /// @throws ReadError: a run without a single tick, or what Atlas throws
  explicit RunView(const RunFile& run);
  bool has(const std::string& dataset) const { return file.find(dataset) != nullptr; }
};

// The data of a page, as docs/REPORT.md describes it. Every function gives null or leaves a member
// out where the file lacks the datasets. Countries, statuses, years are indices.

/// Title, span, countries, and all that follows.
Json page_of_run(const RunFile& run);
/// The page of the first run, with totals by year of all.
Json page_of_replicates(const std::vector<RunFile>& runs);
Json page_of_comparison(const RunFile& comparison);

/// Pairs of countries with most movement, sums by country and by pair of regions, by year.
Json flows(const RunView& run);
/// People abroad, arrivals, departures, and what states do, by country and period.
Json country_series(const RunView& run);
/// What happened on the way, by corridor and year.
Json corridors(const RunView& run);
/// Arrivals, people abroad, deaths and so on of the whole world by calendar year.
Json yearly_totals(const RunView& run);

/// Every column of a table: {"name": [...], "founded": [...]}; null if there is none.
Json table(const RunFile& file, const std::string& name);
/// {"axes", "labels", "units", "long_name", "shape", "values"} of a dataset, row-major; null if
/// there is none.
Json series(const RunFile& file, const std::string& name);

/// Five significant digits, null for NaN: what a figure can show.
Json rounded(double value);
/// A number of people, null for NaN.
Json whole(double persons);

}  // namespace sojourn::command
