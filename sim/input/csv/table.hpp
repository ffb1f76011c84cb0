#pragma once

#include <filesystem>
#include <limits>
#include <optional>
#include <string>
#include <vector>

#include "sim/input/csv/header.hpp"
#include "sim/input/source.hpp"

namespace sojourn {

/// A CSV file with a header row, every cell with its position. The separator is a comma, a
/// semicolon or a tab, whichever the header has; in tables with the latter two numbers may have a
/// decimal comma. Lines that begin with `#` are comments, columns without a name are no columns.
class CsvTable {
 public:
  static constexpr std::size_t kAnyNumber = std::numeric_limits<std::size_t>::max() - 2;

  /// Reads with libcsv. A table of more than `most` rows is empty, and `excess` tells. Faults
  /// (unreadable, directory, empty, a row whose cells do not match the header, repeated header
  /// names, not UTF-8, larger than 256 MiB) go to `diagnostics`; the table is then empty.
  CsvTable(const std::filesystem::path& file, const Source& named_at, Diagnostics& diagnostics,
           std::size_t most = kAnyNumber);

  std::size_t n_rows() const { return rows_.size(); }
  /// How many rows there are where they are too many, and where the first of those is.
  struct Excess {
    Source where;
    std::size_t n_rows;
  };
  const std::optional<Excess>& excess() const { return excess_; }
  /// Row `row` as a table node: cells are values without a type ("nan", "inf" are text), empty
  /// cells absent; each cell's Source is its own. So rows are read with `Settings`, like
  /// `[[country]]` tables.
  const Node& row(std::size_t row) const { return rows_[row]; }
  /// What the header has, unnamed columns too.
  CsvHeader header() const { return {columns_, separator_}; }

 private:
  std::vector<CsvColumn> columns_;
  char separator_ = ',';
  std::vector<Node> rows_;
  std::optional<Excess> excess_;
};

}  // namespace sojourn
