#include "tools/sojourn/report/run_view.hpp"

#include <fmt/format.h>

namespace sojourn::command {

namespace {

// Cells of one measure of all countries that a page carries; a world of 190 countries over thirty
// years gets years, one of four countries months.
constexpr std::size_t kMostCells = 12'000;

Periods fitting_periods(const std::vector<std::string>& times, std::size_t n_countries) {
  for (const char* unit : {"month", "quarter"}) {
    Periods periods = periods_of(times, unit);
    if (periods.size() * n_countries <= kMostCells) return periods;
  }
  return periods_of(times, "year");
}

}  // namespace

RunView::RunView(const RunFile& run, std::size_t n_runs)
    : file(run),
      atlas(run),
      periods(fitting_periods(run.labels("time"), atlas.n_countries() * n_runs)),
      years(periods_of(run.labels("time"), "year")) {
  if (years.size() == 0) throw ReadError(fmt::format("{}: no tick in it", run.path().string()));
}

}  // namespace sojourn::command
