#include "tools/sojourn/import/gather/intake.hpp"

#include <fmt/format.h>

#include <utility>

#include "sim/input/text/characters.hpp"
#include "tools/sojourn/import/gather/attributes.hpp"

namespace sojourn::intake {

SheetReader::SheetReader(const Sheet& sheet, Intake& intake, std::string publisher,
                         Numbering numbering)
    : sheet_(sheet),
      intake_(intake),
      publisher_(std::move(publisher)),
      numbering_(numbering),
      file_(static_cast<int>(intake.data.files.size())) {
  intake.data.files.push_back(sheet.file);
}

std::size_t SheetReader::country_column(const Columns& columns) {
  if (columns.has("gwno|gwcode")) numbering_ = Numbering::kGleditschWard;
  if (columns.has("cow|ccode")) numbering_ = Numbering::kCorrelatesOfWar;
  if (columns.has("iso3|iso2|m49")) numbering_ = Numbering::kM49;
  return *columns.find(kCountryColumn);
}

const Cell& SheetReader::cell(const CellRow& row, std::size_t column) {
  static const Cell none;
  return column < row.size() ? row[column] : none;
}

std::string SheetReader::text(const CellRow& row, std::size_t column) {
  return std::string(trimmed(cell(row, column).text));
}

std::optional<Named> SheetReader::named(const CellRow& row, std::size_t column, int year) {
  const std::string name = text(row, column);
  if (name.empty() || intake_.ignored.contains(name)) return {};
  auto found = code_book().find(name, numbering_, year);
  if (!found && refused_.insert(name).second) {
    fault(cell(row, column),
          fmt::format("\"{}\" is no country, former state or region that is known{}; --ignore "
                      "leaves its rows out",
                      name, code_book().nearest(name)));
  }
  return found;
}

std::optional<std::string> SheetReader::country(const CellRow& row, std::size_t column, int year) {
  const auto found = named(row, column, year);
  return found && !found->id.empty() ? std::optional(found->id) : std::nullopt;
}

std::optional<double> SheetReader::number(const CellRow& row, std::size_t column) {
  const Cell& found = cell(row, column);
  if (is_missing(found.text)) return {};
  const auto value = parse_number(found.text, sheet_.style);
  if (!value) {
    const bool twice = may_be_grouped_by_points(found.text);
    fault(found, fmt::format("expected a number, found \"{}\"{}", shortened(found.text, 40),
                             twice ? "; the point may group thousands, and no other number of the "
                                     "file tells"
                                   : ""));
  }
  return value;
}

std::optional<double> SheetReader::count(const CellRow& row, std::size_t column) {
  const auto value = number(row, column);
  if (!value || *value >= 0) return value;
  fault(cell(row, column), fmt::format("expected a number of people, found {:g}", *value));
  return {};
}

std::optional<int> SheetReader::year(const CellRow& row, std::size_t column) {
  const std::string word = text(row, column);
  const auto found = year_of(word);
  if (!found) fault(cell(row, column), fmt::format("expected a year, found \"{}\"", word));
  return found;
}

void SheetReader::fault(const Cell& cell, const std::string& message) {
  intake_.diagnostics.add(sheet_.source(cell), message);
}

void SheetReader::fault_once(const Cell& cell, const std::string& message) {
  if (refused_.insert(message).second) fault(cell, message);
}

Figure SheetReader::figure(double value, const CellRow& row, std::size_t column) const {
  const Cell& found = cell(row, column);
  return {value, file_, found.line, found.column};
}

void SheetReader::put(const std::string& attribute, const std::string& country, int year,
                      double value, const CellRow& row, std::size_t column) {
  const AttributeKind& kind = attribute_kind(attribute);
  if (value < kind.low || value > kind.high) {
    return fault(cell(row, column),
                 fmt::format("{} of {} in {}: expected {} in [{:g}, {:g}], found {:g}", attribute,
                             country, year, kind.meaning, kind.low, kind.high, value));
  }
  AttributeSeries& series = intake_.data.series_of(attribute, publisher_);
  series.years.insert(year);
  const auto [first, fresh] = series.figures[country].emplace(year, figure(value, row, column));
  if (fresh || first->second.value == value) return;
  fault(cell(row, column),
        fmt::format("{} of {} in {} is {:g} here and {:g} in {}", attribute, country, year, value,
                    first->second.value,
                    to_string({intake_.data.source(first->second), "another row"})));
}

void SheetReader::put(PairYears& pairs, const CountryPair& pair, int year, double value,
                      const CellRow& row, std::size_t column) {
  const auto [first, fresh] = pairs[year].emplace(pair, figure(value, row, column));
  if (fresh || first->second.value == value) return;
  fault(cell(row, column),
        fmt::format("{} in {} is {:g} here and {:g} in {}", text_of(pair), year, value,
                    first->second.value,
                    to_string({intake_.data.source(first->second), "another row"})));
}

std::string text_of(const CountryPair& pair) {
  return pair.first + ", " + pair.second;
}

}  // namespace sojourn::intake
