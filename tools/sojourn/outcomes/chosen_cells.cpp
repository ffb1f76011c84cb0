#include "tools/sojourn/outcomes/chosen_cells.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

namespace sojourn::command {

namespace {

/// Whether each id of an axis is chosen.
std::vector<char> mask_of(const RunFile& file, const std::string& axis,
                          const Selection& selection) {
  const std::vector<std::string> ids = file.texts(axis);
  const auto choice = std::ranges::find(selection.choices, axis, &AxisChoice::axis);
  std::vector<char> mask(ids.size(), 1);
  if (choice == selection.choices.end()) return mask;
  for (std::size_t i = 0; i < ids.size(); ++i) {
    mask[i] = std::ranges::count(choice->ids, ids[i]) > 0 ? 1 : 0;
  }
  return mask;
}

/// The chosen cells of a slice, row-major over the axes.
std::vector<std::size_t> cells_of(const std::vector<std::vector<char>>& masks) {
  std::vector<std::size_t> cells{0};
  for (const auto& mask : masks) {
    std::vector<std::size_t> longer;
    for (const std::size_t cell : cells) {
      for (std::size_t i = 0; i < mask.size(); ++i) {
        if (mask[i] != 0) longer.push_back(cell * mask.size() + i);
      }
    }
    cells = std::move(longer);
  }
  return cells;
}

CellsByYear nobody(const RunFile& file, bool counts) {
  const double value = counts ? 0 : std::numeric_limits<double>::quiet_NaN();
  return {value, std::vector<double>(file.find("year")->n_cells(), value)};
}

/// The mean over the ticks of the span, of those of years that have a value.
double weighted_mean(const std::vector<double>& yearly, const std::vector<std::int64_t>& ticks) {
  double sum = 0, weight = 0;
  for (std::size_t y = 0; y < yearly.size(); ++y) {
    if (std::isnan(yearly[y])) continue;
    sum += yearly[y] * static_cast<double>(ticks[y]);
    weight += static_cast<double>(ticks[y]);
  }
  return weight > 0 ? sum / weight : std::numeric_limits<double>::quiet_NaN();
}

}  // namespace

CellsByYear chosen_by_year(const RunFile& file, const ChosenCells& chosen) {
  const Selection& selection = chosen.selection;
  const StoredDataset* series = file.find(selection.series);
  if (series == nullptr) return nobody(file, chosen.counts);
  std::vector<std::vector<char>> masks;
  for (std::size_t i = 1; i < series->axes.size(); ++i) {
    masks.push_back(mask_of(file, series->axes[i], selection));
  }
  const std::vector<std::size_t> cells = cells_of(masks);
  if (cells.empty()) return nobody(file, chosen.counts);
  const double tick_years = std::get<double>(file.attributes().at("tick_years"));
  const std::vector<std::int64_t> ticks = file.integers("ticks");
  CellsByYear found;
  for (std::size_t y = 0; y < ticks.size(); ++y) {
    const std::vector<double> slice = file.reals(selection.series, y, 1);
    double value = 0;
    for (const std::size_t cell : cells) value += slice[cell];
    if (selection.fold == Fold::kMean) value /= static_cast<double>(cells.size());
    if (chosen.flow) value /= static_cast<double>(ticks[y]) * tick_years;
    found.yearly.push_back(value);
  }
  found.mean = weighted_mean(found.yearly, ticks);
  return found;
}

}  // namespace sojourn::command
