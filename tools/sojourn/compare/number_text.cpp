#include "tools/sojourn/compare/number_text.hpp"

#include <fmt/format.h>

#include <cmath>

#include "tools/sojourn/console/text.hpp"

namespace sojourn::command {

std::string number_text(double value) {
  if (std::isnan(value)) return "-";
  return std::abs(value) >= 1000 ? grouped(std::llround(value)) : fmt::format("{:.4g}", value);
}

std::string interval_text(const MeanInterval& interval) {
  if (std::isnan(interval.low)) return "-";
  return fmt::format("{} .. {}", number_text(interval.low), number_text(interval.high));
}

}  // namespace sojourn::command
