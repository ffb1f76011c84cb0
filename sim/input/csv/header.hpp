#pragma once

#include <string>
#include <utility>
#include <vector>

#include "sim/input/node.hpp"
#include "sim/input/setting_info.hpp"
#include "sim/input/source.hpp"

namespace sojourn {

/// A column of a CSV file: what its header calls it, and where.
struct CsvColumn {
  std::string name;
  Source where;
};

/// The header of a CSV file beside the keys that its rows are read for. What is wrong with a header
/// is told once, at the header, and not of every row.
class CsvHeader {
 public:
  CsvHeader() = default;
  /// `separator` of the file's cells.
  CsvHeader(std::vector<CsvColumn> columns, char separator)
      : columns_(std::move(columns)), separator_(separator) {}

  bool has(const std::string& key) const;
  /// Whether `row` stands in the file below this header.
  bool heads(const Node& row) const;
  /// Whether "4.000" may be four thousand: who separates cells by something else than the comma may
  /// well write numbers so.
  bool may_group_thousands() const { return separator_ != ','; }
  /// Notes which keys one row was read for; rows may be read for different ones.
  void meet(const std::vector<SettingInfo>& introduced);
  /// Columns that no row was read for are faults, unless they have no name or hold notes (note,
  /// notes, comment, comments, source, sources), and so are required keys without a column.
  void report_faults(const std::string& table, Diagnostics& diagnostics) const;

 private:
  bool is_met(const std::string& key) const;

  std::vector<CsvColumn> columns_;
  char separator_ = ',';
  std::vector<SettingInfo> met_;
};

}  // namespace sojourn
