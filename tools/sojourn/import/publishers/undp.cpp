#include <algorithm>

#include "tools/sojourn/import/publishers/indicators.hpp"
#include "tools/sojourn/import/publishers/publisher.hpp"
#include "tools/sojourn/import/publishers/shape.hpp"

namespace sojourn::intake {

namespace {

constexpr Indicator kIndex[] = {{"HDI", "hdi", "hdi", 1, 0, false, 0, 1}};

void tidy_index(SheetReader& reader, const Columns& columns) {
  read_tidy(reader, columns, kIndex);
}

/// Years in columns that begin with `prefix`.
void wide(SheetReader& reader, const Columns& columns, std::size_t country_at,
          const std::string& prefix, const char* attribute) {
  for (std::size_t r = columns.first_row(); r < reader.sheet().rows.size(); ++r) {
    const CellRow& row = reader.sheet().rows[r];
    const auto years = columns.years(prefix);
    // Headings and notes above and below the table have no figures.
    const bool has_any = std::ranges::any_of(
        years, [&](const auto& year) { return !is_missing(SheetReader::text(row, year.second)); });
    if (!has_any) continue;
    const auto country = reader.country(row, country_at);
    if (!country) continue;
    for (const auto& [year, column] : years) {
      const auto value = reader.number(row, column);
      if (value) reader.put(attribute, *country, year, *value, row, column);
    }
  }
}

void time_series(SheetReader& reader, const Columns& columns) {
  if (columns.years("hdi_").empty()) {
    return reader.fault(columns.cells().front(), "expected columns hdi_1990, hdi_1991, ...");
  }
  const std::size_t iso3 = *columns.find("iso3");
  wide(reader, columns, iso3, "hdi_", "hdi");
  wide(reader, columns, iso3, "le_", "life_expectancy");
}

void by_name(SheetReader& reader, const Columns& columns) {
  if (columns.years().empty()) {
    return reader.fault(columns.cells().front(), "expected columns of years: 1990, 1995, ...");
  }
  wide(reader, columns, *columns.find("Country"), "", "hdi");
}

}  // namespace

void read_hdi(const Sheet& sheet, Intake& intake) {
  static const std::vector<Shape> shapes{{{"iso3", "country", "hdicode"}, time_series},
                                         {{kCountryColumn, "year", "hdi"}, tidy_index},
                                         {{"HDI Rank", "Country"}, by_name}};
  SheetReader reader(sheet, intake, "UNDP, Human Development Report");
  read_shaped(reader, shapes);
}

}  // namespace sojourn::intake
