#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "sim/record/run_file.hpp"

namespace sojourn::command {

/// Consecutive spans of a run, for each of which a page shows one number.
struct Periods {
  std::string unit;                 // "day", "month", "quarter" or "year"
  std::vector<std::string> labels;  // by period: "2015-01", "2015-04" (first month) or "2015"
  std::vector<std::size_t> begin;   // by period: its first tick; at the end, the number of ticks

  std::size_t size() const { return labels.size(); }
};

/// Calendar years, quarters, months or days of the labels of the axis `time` ("2015-01-20",
/// "2015-01").
Periods periods_of(const std::vector<std::string>& times, const std::string& unit);

/// What becomes of the ticks of a period: flows are added, of stocks the last one counts, measures
/// are averaged over the ticks in which they are known.
enum class Over { kSum, kLast, kMean };

/// Puts the cells of a tick's slice into groups: by cell, its group; -1: left out.
struct Grouping {
  std::vector<int> group_of_cell;
  std::size_t n_groups = 0;
};

/// Groups the cells of a dataset's slice. group_of(index) has the indices of a cell on all axes but
/// the first, and gives its group, or -1.
template <class GroupOf>
Grouping grouped_by(const StoredDataset& dataset, std::size_t n_groups, const GroupOf& group_of) {
  Grouping grouping{{}, n_groups};
  std::vector<std::size_t> index(dataset.axes.size() - 1, 0);
  for (std::size_t cell = 0; cell < dataset.slice_cells(); ++cell) {
    grouping.group_of_cell.push_back(group_of(std::span<const std::size_t>(index)));
    for (std::size_t axis = index.size(); axis-- > 0 && ++index[axis] == dataset.shape[axis + 1];) {
      index[axis] = 0;
    }
  }
  return grouping;
}

/// Row-major: [period][group]. Cells of a group are added; NaN where none is known.
struct Grouped {
  std::size_t n_groups = 0;
  std::vector<double> cells;

  double at(std::size_t period, std::size_t group) const {
    return cells[period * n_groups + group];
  }
  double& at(std::size_t period, std::size_t group) { return cells[period * n_groups + group]; }
};

/// Reads a dataset over `time` once, a few ticks at a time, and gives the result of every grouping.
/// @throws ReadError
std::vector<Grouped> aggregate(const RunFile& run, const std::string& dataset,
                               const Periods& periods, Over over,
                               const std::vector<Grouping>& groupings);

}  // namespace sojourn::command
