#pragma once

#include <iosfwd>
#include <string>
#include <vector>

#include "sim/record/run_file.hpp"
#include "tools/sojourn/outcomes/row_format.hpp"

namespace sojourn::command {

/// A column of an exported table.
struct ExportColumn {
  enum class Type { kInteger, kReal, kText, kDate };

  std::string name;
  Type type = Type::kText;
  std::string units;
  std::string long_name;
};

/// What an export calls a table: a table of the file with its rows as they are, or a dataset with
/// one row per cell: a column of labels for each axis, then the column `value`.
struct ExportTable {
  std::string name;  // "events", "stocks", "series/arrivals"
  std::string long_name;
  std::vector<StoredDataset> parts;  // one dataset, or the columns of a table of the file
  bool one_row_per_cell = false;
  std::vector<ExportColumn> columns;

  std::size_t n_rows() const;
};

/// Every table of a file, in the file's order.
/// @throws ReadError
std::vector<ExportTable> export_tables_of(const RunFile& run);

/// Writes the rows of a table, a stretch at a time: memory does not grow with their number. With
/// `nonzero` cells that are 0 are left out of datasets of numbers; not known (NaN) is no zero.
/// Ends early if `out` fails.
/// @throws ReadError
void write_rows(const RunFile& run, const ExportTable& table, const RowFormat& format, bool nonzero,
                std::ostream& out);

}  // namespace sojourn::command
