#include "tools/sojourn/import/flee/flee_tables.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "sim/input/text/characters.hpp"
#include "tools/sojourn/import/codes/code_book.hpp"

namespace sojourn::intake {

std::size_t FleeTable::at(const std::string& name) const {
  const auto found = names.find(name);
  return found == names.end() ? std::string::npos : found->second;
}

std::string FleeTable::text(const CellRow& row, const std::string& name) const {
  return FleeTables::text(row, at(name));
}

bool FleeTables::has(const std::string& file) const {
  return std::filesystem::exists(folder_ / file);
}

Sheet FleeTables::rows(const std::string& file) {
  return read_sheet(folder_ / file, diagnostics_, true).value_or(Sheet{});
}

FleeTable FleeTables::table(const std::string& file, const std::vector<std::string>& columns) {
  FleeTable table{rows(file), {}, {}, {}};
  if (table.rows.empty()) return table;
  table.header = table.rows.front();
  for (std::size_t c = 0; c < table.header.size(); ++c) {
    table.names.emplace(text(table.header, c), c);
  }
  for (const std::string& column : columns) {
    if (table.names.contains(column)) continue;
    fault(table, table.header, 0, fmt::format("expected the column \"{}\"", column));
    return table;
  }
  table.body.assign(table.rows.begin() + 1, table.rows.end());
  return table;
}

std::string FleeTables::text(const CellRow& row, std::size_t column) {
  return column < row.size() ? std::string(trimmed(row[column].text)) : std::string();
}

std::optional<double> FleeTables::number(const Sheet& sheet, const CellRow& row, std::size_t column,
                                         double least) {
  const std::string word = text(row, column);
  const auto value = parse_number(word, sheet.style);
  if (value && *value >= least) return value;
  fault(sheet, row, column, fmt::format("expected a number >= {:g}, found \"{}\"", least, word));
  return {};
}

std::optional<std::string> FleeTables::country(const FleeTable& table, const CellRow& row,
                                               const std::string& column) {
  std::string name = table.text(row, column);
  std::ranges::replace(name, '_', ' ');
  const auto found = code_book().find(name, Numbering::kM49);
  if (found && found->kind == Named::Kind::kCountry) return found->id;
  fault(table, row, table.at(column),
        fmt::format("\"{}\" is no country that is known{}", name, code_book().nearest(name)));
  return {};
}

std::optional<std::string> FleeTables::place(const FleeTable& table, const CellRow& row,
                                             const std::string& column) {
  return known_place(table, row, table.at(column));
}

std::optional<std::string> FleeTables::known_place(const Sheet& sheet, const CellRow& row,
                                                   std::size_t column) {
  std::string name = text(row, column);
  if (places_.contains(name)) return name;
  const std::vector<std::string> known(places_.begin(), places_.end());
  fault(sheet, row, column,
        fmt::format("\"{}\" is no location{}", name, nearest_hint(name, known)));
  return {};
}

void FleeTables::fault(const Sheet& sheet, const CellRow& row, std::size_t column,
                       const std::string& message) {
  const Source where = column < row.size() ? sheet.source(row[column])
                       : row.empty()       ? sheet.top()
                                           : sheet.source(row.back());
  diagnostics_.add(where, message);
}

}  // namespace sojourn::intake
