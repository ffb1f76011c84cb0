#pragma once

#include <span>
#include <string>

#include "tools/sojourn/import/gather/intake.hpp"

namespace sojourn::intake {

/// One of the series that a table of indicators holds.
struct Indicator {
  const char* code;       // of the publisher; empty: it has none
  const char* column;     // in tables with a row for each country and year
  const char* attribute;  // what it becomes
  double factor = 1, addend = 0;
  bool clamp = false;           // within [0, 1]
  double low = 0, high = 0;     // of the figure as it is written; both 0: any
  bool per_100_others = false;  // written per 100 of those who are not counted
};

/// The attribute's value of a written figure; nothing, with a fault, where that cannot be.
std::optional<double> converted(SheetReader& reader, const Indicator& indicator, const CellRow& row,
                                std::size_t column);

/// Reads a table with a row for each country and year, its columns named by `indicators`; it is a
/// fault if there is none of them.
void read_tidy(SheetReader& reader, const Columns& columns, std::span<const Indicator> indicators);

/// Reads a row for each country and indicator, its years in columns.
void read_by_code(SheetReader& reader, const Columns& columns, const std::string& code_column,
                  std::span<const Indicator> indicators);

}  // namespace sojourn::intake
