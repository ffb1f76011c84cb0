#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "sim/record/series_sink.hpp"

namespace sojourn::models {

/// A series over the ticks of a run, by calendar year: what happened in a year, else the mean of
/// what was. Its first axis is "year". A year's slice is row-major over the other axes.
struct YearlySeries {
  DatasetInfo info;
  bool whole = false;  // whole numbers, which means are not
  std::size_t n_cells = 1;

  std::vector<double> slice(std::size_t year) const;

 private:
  friend class YearlyRecord;
  /// Most cells of a matrix by country are empty.
  struct Filled {
    std::vector<std::uint32_t> cells;
    std::vector<double> values;
  };
  void add(std::size_t cell, double value);
  void close_year();

  std::vector<double> sum_;       // of the year
  std::vector<std::uint32_t> n_;  // of values in it, of a mean
  std::vector<Filled> years_;
};

/// Gathers what observers record over `time`. Series over other axes are passed over. A measure
/// that is NaN on some ticks has the mean of the others.
class YearlyRecord final : public SeriesSink {
 public:
  /// Before each tick that counts. Years follow each other.
  void begin_tick(int year);
  /// After the last one.
  void close();

  const std::vector<Axis>& axes() const { return axes_; }
  const std::vector<YearlySeries>& series() const { return series_; }
  const std::vector<double>& years() const { return years_; }
  /// How many ticks of each year count.
  const std::vector<std::int64_t>& ticks() const { return ticks_; }

  void add_axis(const Axis& axis) override { axes_.push_back(axis); }
  std::size_t add_series(const DatasetInfo& info, bool whole) override;
  void step(std::string_view /*time_axis*/, double /*value*/) override {}
  void append(std::size_t series, std::span<const std::int64_t> slice) override;
  void append(std::size_t series, std::span<const double> slice) override;

 private:
  template <class T>
  void add(std::size_t number, std::span<const T> slice);
  std::size_t length(const std::string& axis) const;
  void close_year();

  std::vector<Axis> axes_;
  std::vector<YearlySeries> series_;
  std::vector<std::size_t> kept_;  // by number of the series: index into series_, or none
  std::vector<double> years_;
  std::vector<std::int64_t> ticks_;
  bool open_ = false;  // a year is
};

}  // namespace sojourn::models
