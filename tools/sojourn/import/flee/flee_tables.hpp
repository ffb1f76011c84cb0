#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "tools/sojourn/import/read/sheet.hpp"

namespace sojourn::intake {

/// A table of Flee with its header, whose first cell may begin with `#`.
struct FleeTable : Sheet {
  CellRow header;
  std::vector<CellRow> body;
  std::map<std::string, std::size_t> names;

  /// Where a column stands; past all of them where it is none.
  std::size_t at(const std::string& name) const;
  std::string text(const CellRow& row, const std::string& name) const;
};

/// Reads the tables of a folder of Flee; faults are told where they stand.
class FleeTables {
 public:
  FleeTables(std::filesystem::path folder, Diagnostics& diagnostics)
      : folder_(std::move(folder)), diagnostics_(diagnostics) {}

  bool has(const std::string& file) const;
  /// A table without a header; empty, with a fault, where it cannot be read.
  Sheet rows(const std::string& file);
  /// A table with these columns; without rows, and with a fault, where one is missing.
  FleeTable table(const std::string& file, const std::vector<std::string>& columns);

  static std::string text(const CellRow& row, std::size_t column);
  std::optional<double> number(const Sheet& sheet, const CellRow& row, std::size_t column,
                               double least);
  std::optional<std::string> country(const FleeTable& table, const CellRow& row,
                                     const std::string& column);
  /// Notes a place; false where it is known already.
  bool know(const std::string& place) { return places_.insert(place).second; }
  /// A place that is known; else a fault with the nearest.
  std::optional<std::string> place(const FleeTable& table, const CellRow& row,
                                   const std::string& column);
  std::optional<std::string> known_place(const Sheet& sheet, const CellRow& row,
                                         std::size_t column);
  void fault(const Sheet& sheet, const CellRow& row, std::size_t column,
             const std::string& message);

 private:
  std::filesystem::path folder_;
  Diagnostics& diagnostics_;
  std::set<std::string> places_;
};

}  // namespace sojourn::intake
