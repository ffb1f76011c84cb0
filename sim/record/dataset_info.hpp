#pragma once

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

namespace sojourn {

/// Coordinates along a named dimension of fixed length: either `labels` or `values`.
struct Axis {
  std::string name;  // "origin"; a plain name without '/'
  std::vector<std::string> labels = {};
  std::vector<double> values = {};
  std::string units = "1";
  std::string long_name = {};
};

/// What a cell of a series says about its step of time: the state at a moment, all that happened,
/// or a mean. In a file it is the attribute `cell_methods` of the CF conventions.
enum class OverTime { kPoint, kSum, kMean };

/// What a dataset holds and over which axes, outermost (slowest) first.
/// Units are UDUNITS text ("1", "persons", "km"); plain "days", "hours", "minutes" or "seconds"
/// would make xarray decode the numbers as time spans, so write "d", "h", "min", "s".
struct DatasetInfo {
  std::string name;
  std::vector<std::string> axes;
  std::string units = "1";
  std::string long_name = {};
  OverTime over_time = OverTime::kPoint;  // of a series
};

enum class ColumnType { kInteger, kReal, kText };

/// One column of a table.
struct Column {
  std::string name;
  ColumnType type = ColumnType::kInteger;
  std::string units = "1";
  std::string long_name = {};
};

using AttributeValue = std::variant<std::int64_t, double, std::string>;

}  // namespace sojourn
