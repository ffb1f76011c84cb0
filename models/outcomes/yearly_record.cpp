#include "models/outcomes/yearly_record.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <stdexcept>

namespace sojourn::models {

namespace {

constexpr std::size_t kPassedOver = std::numeric_limits<std::size_t>::max();

}  // namespace

std::vector<double> YearlySeries::slice(std::size_t year) const {
  std::vector<double> all(n_cells, 0);
  const Filled& filled = years_.at(year);
  for (std::size_t i = 0; i < filled.cells.size(); ++i) all[filled.cells[i]] = filled.values[i];
  return all;
}

void YearlySeries::add(std::size_t cell, double value) {
  if (std::isnan(value)) return;
  sum_[cell] += value;
  if (!n_.empty()) ++n_[cell];
}

void YearlySeries::close_year() {
  Filled filled;
  for (std::size_t cell = 0; cell < n_cells; ++cell) {
    // 0/0 is NaN: the measure had no value all year.
    const double value = n_.empty() ? sum_[cell] : sum_[cell] / n_[cell];
    if (value == 0) continue;
    filled.cells.push_back(static_cast<std::uint32_t>(cell));
    filled.values.push_back(value);
  }
  years_.push_back(std::move(filled));
  std::ranges::fill(sum_, 0);
  std::ranges::fill(n_, 0);
}

void YearlyRecord::begin_tick(int year) {
  if (!open_ || years_.back() != year) {
    close_year();
    years_.push_back(year);
    ticks_.push_back(0);
    open_ = true;
  }
  ++ticks_.back();
}

void YearlyRecord::close() {
  close_year();
}

void YearlyRecord::close_year() {
  if (!open_) return;
  for (YearlySeries& one : series_) one.close_year();
  open_ = false;
}

std::size_t YearlyRecord::length(const std::string& axis) const {
  const auto found = std::ranges::find(axes_, axis, &Axis::name);
  if (found == axes_.end()) throw std::logic_error("axis \"" + axis + "\" is not declared");
  return std::max(found->labels.size(), found->values.size());
}

std::size_t YearlyRecord::add_series(const DatasetInfo& info, bool whole) {
  const bool over_time = info.axes.front() == "time";
  kept_.push_back(over_time ? series_.size() : kPassedOver);
  if (!over_time) return kept_.size() - 1;
  YearlySeries one;
  one.info = info;
  one.info.axes.front() = "year";
  const bool sums = info.over_time == OverTime::kSum;
  one.info.over_time = sums ? OverTime::kSum : OverTime::kMean;
  one.whole = whole && sums;
  for (std::size_t i = 1; i < info.axes.size(); ++i) one.n_cells *= length(info.axes[i]);
  one.sum_.assign(one.n_cells, 0);
  if (!sums) one.n_.assign(one.n_cells, 0);
  series_.push_back(std::move(one));
  return kept_.size() - 1;
}

template <class T>
void YearlyRecord::add(std::size_t number, std::span<const T> slice) {
  if (kept_.at(number) == kPassedOver) return;
  YearlySeries& one = series_[kept_[number]];
  if (slice.size() != one.n_cells) throw std::logic_error("a slice of another length");
  for (std::size_t cell = 0; cell < slice.size(); ++cell) {
    one.add(cell, slice[cell]);
  }
}

void YearlyRecord::append(std::size_t series, std::span<const std::int64_t> slice) {
  add(series, slice);
}

void YearlyRecord::append(std::size_t series, std::span<const double> slice) {
  add(series, slice);
}

}  // namespace sojourn::models
