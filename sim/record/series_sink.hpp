#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "sim/record/dataset_info.hpp"

namespace sojourn {

/// Takes what observers record in the place of a run file: axes and series, no tables.
class SeriesSink {
 public:
  virtual ~SeriesSink() = default;

  virtual void add_axis(const Axis& axis) = 0;
  /// @param whole whether its cells are whole numbers
  /// @return its number
  virtual std::size_t add_series(const DatasetInfo& info, bool whole) = 0;
  virtual void step(std::string_view time_axis, double value) = 0;
  /// The slice of the latest step, row-major over the series' other axes.
  virtual void append(std::size_t series, std::span<const std::int64_t> slice) = 0;
  virtual void append(std::size_t series, std::span<const double> slice) = 0;
};

}  // namespace sojourn
