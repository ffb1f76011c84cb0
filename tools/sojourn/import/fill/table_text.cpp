#include "tools/sojourn/import/fill/table_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace sojourn::intake {

void drop_empty_columns(TableText& table, std::size_t first) {
  for (std::size_t c = table.columns.size(); c-- > first;) {
    const auto is_empty = [c](const auto& row) { return row[c].empty(); };
    if (!std::ranges::all_of(table.rows, is_empty)) continue;
    table.columns.erase(table.columns.begin() + static_cast<std::ptrdiff_t>(c));
    for (auto& row : table.rows) row.erase(row.begin() + static_cast<std::ptrdiff_t>(c));
  }
}

std::string number_text(double value) {
  // Whole numbers keep all their digits: people are counted.
  if (value == std::floor(value) && std::abs(value) < 1e15) return fmt::format("{:.0f}", value);
  return fmt::format("{:.6g}", value);
}

}  // namespace sojourn::intake
