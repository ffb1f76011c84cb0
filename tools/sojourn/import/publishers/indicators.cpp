#include "tools/sojourn/import/publishers/indicators.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "sim/input/mismatch.hpp"

namespace sojourn::intake {

namespace {

const Indicator* indicator_called(std::span<const Indicator> indicators, const std::string& code) {
  const auto found =
      std::ranges::find_if(indicators, [&](const Indicator& one) { return code == one.code; });
  return found == indicators.end() ? nullptr : &*found;
}

/// Income is wanted in dollars of one year; a table of another is not that.
bool refuses_base_year(SheetReader& reader, const Indicator& indicator, const CellRow& row,
                       std::size_t name_column) {
  const std::string name = SheetReader::text(row, name_column);
  const std::size_t at = name.find("constant ");
  if (indicator.attribute != std::string("gdp_per_capita") || at == name.npos) return false;
  if (name.find("constant 2021") != name.npos) return false;
  reader.fault(SheetReader::cell(row, name_column),
               fmt::format("expected income in constant 2021 international $, found \"{}\"", name));
  return true;
}

void note_world(SheetReader& reader, const Indicator& indicator, const CellRow& row, int year,
                std::size_t column) {
  if (indicator.attribute != std::string("population")) return;
  const auto value = converted(reader, indicator, row, column);
  if (!value) return;
  reader.intake().data.population_of_world[reader.publisher()][year] =
      reader.figure(*value, row, column);
}

std::string codes_of(std::span<const Indicator> indicators) {
  std::vector<std::string> codes;
  for (const Indicator& one : indicators) codes.emplace_back(one.code);
  return quoted_list(codes);
}

}  // namespace

std::optional<double> converted(SheetReader& reader, const Indicator& indicator, const CellRow& row,
                                std::size_t column) {
  const auto written = reader.number(row, column);
  if (!written) return {};
  const bool bounded = indicator.low < indicator.high;
  if (bounded && (*written < indicator.low || *written > indicator.high)) {
    reader.fault(SheetReader::cell(row, column),
                 fmt::format("expected a figure in [{:g}, {:g}], found {:g}", indicator.low,
                             indicator.high, *written));
    return {};
  }
  if (indicator.per_100_others) return *written / (100 + *written);
  const double value = *written * indicator.factor + indicator.addend;
  return indicator.clamp ? std::clamp(value, 0.0, 1.0) : value;
}

void read_tidy(SheetReader& reader, const Columns& columns, std::span<const Indicator> indicators) {
  const std::size_t country_at = reader.country_column(columns);
  const std::size_t year_at = *columns.find("year");
  std::vector<std::pair<const Indicator*, std::size_t>> there;
  std::vector<std::string> wanted;
  for (const Indicator& one : indicators) {
    wanted.emplace_back(one.column);
    if (const auto column = columns.find(one.column)) there.emplace_back(&one, *column);
  }
  if (there.empty()) {
    return reader.fault(columns.cells().front(),
                        fmt::format("expected one of the columns {} of a table of {}",
                                    quoted_list(wanted), reader.publisher()));
  }
  const Sheet& sheet = reader.sheet();
  for (std::size_t r = columns.first_row(); r < sheet.rows.size(); ++r) {
    const CellRow& row = sheet.rows[r];
    const auto year = reader.year(row, year_at);
    const auto country = reader.country(row, country_at, year.value_or(0));
    if (!year || !country) continue;
    for (const auto& [indicator, column] : there) {
      const auto value = converted(reader, *indicator, row, column);
      if (value) reader.put(indicator->attribute, *country, *year, *value, row, column);
    }
  }
}

void read_by_code(SheetReader& reader, const Columns& columns, const std::string& code_column,
                  std::span<const Indicator> indicators) {
  const std::size_t country_at = *columns.find("Country Code"),
                    code_at = *columns.find(code_column);
  const std::size_t name_at = columns.find_any({"Indicator Name", "Series Name"}).value_or(code_at);
  const Sheet& sheet = reader.sheet();
  std::size_t n_used = 0;
  for (std::size_t r = columns.first_row(); r < sheet.rows.size(); ++r) {
    const CellRow& row = sheet.rows[r];
    const std::string code = SheetReader::text(row, code_at);
    const Indicator* indicator = indicator_called(indicators, code);
    if (indicator == nullptr) {
      if (!code.empty()) reader.intake().notes.add("Files", "series that are not used", code);
      continue;
    }
    ++n_used;
    if (refuses_base_year(reader, *indicator, row, name_at)) return;
    const bool world = SheetReader::text(row, country_at) == "WLD";
    const auto country = reader.country(row, country_at);
    for (const auto& [year, column] : columns.years()) {
      if (world) note_world(reader, *indicator, row, year, column);
      if (!country) continue;
      const auto value = converted(reader, *indicator, row, column);
      if (value) reader.put(indicator->attribute, *country, year, *value, row, column);
    }
  }
  if (n_used > 0) return;
  reader.fault(columns.cells()[code_at],
               fmt::format("expected one of the series {} of {}; none is there",
                           codes_of(indicators), reader.publisher()));
}

}  // namespace sojourn::intake
