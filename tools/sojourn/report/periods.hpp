#pragma once

#include <cstddef>
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
