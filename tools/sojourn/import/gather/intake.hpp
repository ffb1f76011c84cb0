#pragma once

#include <optional>
#include <set>
#include <string>

#include "sim/input/source.hpp"
#include "tools/sojourn/import/codes/code_book.hpp"
#include "tools/sojourn/import/gather/collected.hpp"
#include "tools/sojourn/import/gather/notes.hpp"
#include "tools/sojourn/import/read/columns.hpp"
#include "tools/sojourn/import/read/sheet.hpp"

namespace sojourn::intake {

/// Where readers of files put what they find, and what they find wrong.
struct Intake {
  Collected data;
  Diagnostics diagnostics;
  Notes notes;
  std::set<std::string> ignored;  // names that the user said are no countries
};

/// One sheet as its reader sees it: cells by column, with faults told where they stand.
class SheetReader {
 public:
  /// @param publisher as pages call it
  SheetReader(const Sheet& sheet, Intake& intake, std::string publisher,
              Numbering numbering = Numbering::kM49);

  /// Where a tidy table names the country: by whichever code, which numbers then are.
  std::size_t country_column(const Columns& columns);

  const Sheet& sheet() const { return sheet_; }
  Intake& intake() { return intake_; }
  const std::string& publisher() const { return publisher_; }

  /// Empty where the row is shorter.
  static const Cell& cell(const CellRow& row, std::size_t column);
  static std::string text(const CellRow& row, std::size_t column);

  /// What a cell names; nothing, with a fault at its first mention, where nobody knows it, and
  /// without one where the cell is empty or the user asked to ignore it.
  std::optional<Named> named(const CellRow& row, std::size_t column, int year = 0);
  /// The country or former state that a cell names; nothing for groups and unknown people too.
  std::optional<std::string> country(const CellRow& row, std::size_t column, int year = 0);
  /// Nothing where the cell says that there is none; a fault where it is no number.
  std::optional<double> number(const CellRow& row, std::size_t column);
  /// The same with a fault where it is below 0.
  std::optional<double> count(const CellRow& row, std::size_t column);
  /// A fault where the cell is no year.
  std::optional<int> year(const CellRow& row, std::size_t column);
  void fault(const Cell& cell, const std::string& message);
  /// The first time that this is said of the sheet.
  void fault_once(const Cell& cell, const std::string& message);
  Figure figure(double value, const CellRow& row, std::size_t column) const;

  /// Notes what `attribute` was; a value that cannot be, and one that differs from what was told
  /// before of the same country and year, are faults.
  void put(const std::string& attribute, const std::string& country, int year, double value,
           const CellRow& row, std::size_t column);
  /// The same for pairs; two rows of one pair are a fault.
  void put(PairYears& pairs, const CountryPair& pair, int year, double value, const CellRow& row,
           std::size_t column);

 private:
  const Sheet& sheet_;
  Intake& intake_;
  std::string publisher_;
  Numbering numbering_;
  int file_;
  std::set<std::string> refused_;  // names that nobody knows, and what was said once
};

/// Columns by which a tidy table may name a country.
inline constexpr const char* kCountryColumn = "iso3|iso2|m49|gwno|gwcode|cow|ccode";

/// "AFG, ALB": a key of a pair as pages write it.
std::string text_of(const CountryPair& pair);

}  // namespace sojourn::intake
