#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "sim/record/dataset_info.hpp"

namespace sojourn {

/// Takes note of every row that a recorder is given, in the order in which it is given them.
class Journal {
 public:
  virtual ~Journal() = default;

  virtual void step(std::string_view time_axis, double value) = 0;
  virtual void slice(std::size_t series, std::span<const std::int32_t> cells) = 0;
  virtual void slice(std::size_t series, std::span<const std::int64_t> cells) = 0;
  virtual void slice(std::size_t series, std::span<const double> cells) = 0;
  virtual void row(std::size_t table, const std::vector<AttributeValue>& cells) = 0;
  virtual void end_tick() = 0;
};

}  // namespace sojourn
