#include "tools/sojourn/report/periods.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

namespace sojourn::command {

namespace {

std::string label_of(const std::string& date, const std::string& unit) {
  if (unit == "year" || date.size() < 7) return date.substr(0, 4);
  if (unit == "month") return date.substr(0, 7);
  if (unit == "day") return date;
  const int month = std::stoi(date.substr(5, 2));
  return fmt::format("{}-{:02}", date.substr(0, 4), (month - 1) / 3 * 3 + 1);
}

/// Adds `value` to a sum that is NaN as long as nothing is known.
void add(double& sum, double value) {
  if (std::isnan(value)) return;
  sum = std::isnan(sum) ? value : sum + value;
}

/// One tick's slice, its groups added up.
std::vector<double> grouped(const double* slice, const Grouping& grouping) {
  std::vector<double> groups(grouping.n_groups, std::numeric_limits<double>::quiet_NaN());
  for (std::size_t cell = 0; cell < grouping.group_of_cell.size(); ++cell) {
    const int group = grouping.group_of_cell[cell];
    if (group >= 0) add(groups[static_cast<std::size_t>(group)], slice[cell]);
  }
  return groups;
}

/// Adds the ticks of one period up, one slice after the other.
class PeriodSum {
 public:
  explicit PeriodSum(const Grouping& grouping)
      : grouping_(grouping),
        sums_(grouping.n_groups, std::numeric_limits<double>::quiet_NaN()),
        n_known_(grouping.n_groups, 0) {}

  void add_slice(const double* slice) {
    const std::vector<double> groups = grouped(slice, grouping_);
    for (std::size_t group = 0; group < groups.size(); ++group) {
      if (!std::isnan(groups[group])) ++n_known_[group];
      add(sums_[group], groups[group]);
    }
  }
  double result(std::size_t group, Over over) const {
    return over == Over::kMean ? sums_[group] / n_known_[group] : sums_[group];
  }

 private:
  const Grouping& grouping_;
  std::vector<double> sums_;
  std::vector<int> n_known_;
};

}  // namespace

Periods periods_of(const std::vector<std::string>& times, const std::string& unit) {
  Periods periods{unit, {}, {}};
  for (std::size_t tick = 0; tick < times.size(); ++tick) {
    const std::string label = label_of(times[tick], unit);
    if (!periods.labels.empty() && periods.labels.back() == label) continue;
    periods.labels.push_back(label);
    periods.begin.push_back(tick);
  }
  periods.begin.push_back(times.size());
  return periods;
}

std::vector<Grouped> aggregate(const RunFile& run, const std::string& dataset,
                               const Periods& periods, Over over,
                               const std::vector<Grouping>& groupings) {
  std::vector<Grouped> results;
  for (const Grouping& grouping : groupings) results.push_back({grouping.n_groups, {}});
  const StoredDataset* stored = run.find(dataset);
  const std::size_t slice_cells = stored ? std::max<std::size_t>(1, stored->slice_cells()) : 1;
  const std::size_t step = stored ? stored->slices_per_read() : 1;

  for (std::size_t period = 0; period < periods.size(); ++period) {
    std::vector<PeriodSum> sums(groupings.begin(), groupings.end());
    const std::size_t end = periods.begin[period + 1];
    const std::size_t begin = over == Over::kLast ? end - 1 : periods.begin[period];
    for (std::size_t first = begin; first < end; first += step) {
      const std::size_t count = std::min(step, end - first);
      const std::vector<double> cells = run.reals(dataset, first, count);
      for (std::size_t tick = 0; tick < count; ++tick) {
        for (PeriodSum& sum : sums) sum.add_slice(cells.data() + tick * slice_cells);
      }
    }
    for (std::size_t i = 0; i < groupings.size(); ++i) {
      for (std::size_t group = 0; group < groupings[i].n_groups; ++group) {
        results[i].cells.push_back(sums[i].result(group, over));
      }
    }
  }
  return results;
}

}  // namespace sojourn::command
