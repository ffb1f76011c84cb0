#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "tools/sojourn/import/read/sheet.hpp"

namespace sojourn::intake {

/// The header of a sheet: where which column stands. Names are compared as countries' are, without
/// case, blanks, accents and footnotes.
class Columns {
 public:
  /// @param row of the header in the sheet
  Columns(const Sheet& sheet, std::size_t row);

  /// Of "iso3|iso2" the first that is there.
  std::optional<std::size_t> find(std::string_view name) const;
  /// Of the first of several names that is there.
  std::optional<std::size_t> find_any(const std::vector<std::string>& names) const;
  bool has(std::string_view name) const { return find(name).has_value(); }
  /// Columns of years, as "1990", "1990 [YR1990]" or `prefix`1990: the first of each year.
  std::map<int, std::size_t> years(std::string_view prefix = "") const;
  const CellRow& cells() const { return sheet_->rows[row_]; }
  /// The row below the header.
  std::size_t first_row() const { return row_ + 1; }

 private:
  const Sheet* sheet_;
  std::size_t row_;
  std::map<std::string, std::size_t, std::less<>> at_;
};

/// The first row that has all these columns, among those where a header may stand.
std::optional<Columns> find_header(const Sheet& sheet, const std::vector<std::string>& required);

/// How many of these columns the row that has most of them has, with the row.
std::pair<std::size_t, std::size_t> best_header(const Sheet& sheet,
                                                const std::vector<std::string>& required);

/// A year from 1900 to 2200; nothing for any other text.
std::optional<int> year_of(std::string_view text);

}  // namespace sojourn::intake
