#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "sim/input/csv/parser.hpp"
#include "sim/input/source.hpp"
#include "tools/sojourn/import/read/number.hpp"

namespace sojourn::intake {

/// A publisher's file as cells that know where they stand: lines above the header, rows of several
/// lengths and all.
struct Sheet {
  std::string file;
  std::vector<CellRow> rows;
  NumberStyle style;
  bool latin = false;  // it was no UTF-8 and was read as Windows-1252
  int year = 0;        // which the user said that it is of; 0: none

  Source source(const Cell& cell) const { return {file, cell.line, cell.column}; }
  Source top() const { return {file, 1, 1}; }
};

/// Reads a CSV file, its cells separated by commas, semicolons or tabs, with or without a byte
/// order mark. Faults (unreadable, empty, a stray quote, a wide encoding) go to `diagnostics`.
/// @param hash_is_text a `#` at the start of a line begins no comment, and is dropped
std::optional<Sheet> read_sheet(const std::filesystem::path& file, Diagnostics& diagnostics,
                                bool hash_is_text = false);

}  // namespace sojourn::intake
