#include <map>

#include "tools/sojourn/import/publishers/indicators.hpp"
#include "tools/sojourn/import/publishers/publisher.hpp"
#include "tools/sojourn/import/publishers/shape.hpp"

namespace sojourn::intake {

namespace {

constexpr double kThousands = 1000;
constexpr const char* kWorld = "900";

constexpr Indicator kYearly[] = {
    {"", "TPopulation1July", "population", kThousands},
    {"", "PopTotal", "population", kThousands},
    {"", "Births", "births", kThousands},
    {"", "Deaths", "deaths", kThousands},
    {"", "CBR", "birth_rate"},
    {"", "LEx", "life_expectancy"},
};
constexpr Indicator kWorkbook[] = {
    {"", "Total Population, as of 1 July (thousands)", "population", kThousands},
    {"", "Births (thousands)", "births", kThousands},
    {"", "Total Deaths (thousands)", "deaths", kThousands},
    {"", "Crude Birth Rate (births per 1,000 population)", "birth_rate"},
    {"", "Life Expectancy at Birth, both sexes (years)", "life_expectancy"},
};
constexpr Indicator kTidy[] = {
    {"", "total", "population"}, {"", "births", "births"}, {"", "deaths", "deaths"}};

/// Whether a row is of the estimates or of the medium projection, where the table has several.
bool is_medium(const CellRow& row, const Columns& columns) {
  const auto variant = columns.find("Variant");
  if (!variant) return true;
  const std::string text = SheetReader::text(row, *variant);
  return text == "Medium" || text == "Estimates" || text == "Medium variant";
}

void read_rows(SheetReader& reader, const Columns& columns, const char* location, const char* time,
               std::span<const Indicator> indicators) {
  const std::size_t where = *columns.find(location), when = *columns.find(time);
  auto& world = reader.intake().data.population_of_world[reader.publisher()];
  for (std::size_t r = columns.first_row(); r < reader.sheet().rows.size(); ++r) {
    const CellRow& row = reader.sheet().rows[r];
    if (SheetReader::text(row, when).empty() || !is_medium(row, columns)) continue;
    const auto year = reader.year(row, when);
    const auto country = reader.country(row, where);
    const bool whole = SheetReader::text(row, where) == kWorld;
    if (!year || (!country && !whole)) continue;
    for (const Indicator& one : indicators) {
      const auto column = columns.find(one.column);
      const auto value = column ? converted(reader, one, row, *column) : std::nullopt;
      if (!value) continue;
      if (country) reader.put(one.attribute, *country, *year, *value, row, *column);
      const bool total = whole && one.attribute == std::string_view("population");
      if (total) world[*year] = reader.figure(*value, row, *column);
    }
  }
}

void yearly(SheetReader& reader, const Columns& columns) {
  read_rows(reader, columns, "LocID", "Time", kYearly);
}
void workbook(SheetReader& reader, const Columns& columns) {
  read_rows(reader, columns, "Location code", "Year", kWorkbook);
}
void tidy_population(SheetReader& reader, const Columns& columns) {
  read_tidy(reader, columns, kTidy);
}

/// People of a country and year by age.
struct Ages {
  double young = 0, old = 0, all = 0;
  const CellRow* row = nullptr;  // the first
};

/// A row for each group of ages: shares of the young and the old come of it.
void by_age(SheetReader& reader, const Columns& columns) {
  const std::size_t where = *columns.find("LocID"), when = *columns.find("Time");
  const std::size_t age_at = *columns.find("AgeGrpStart"), total = *columns.find("PopTotal");
  std::map<std::pair<std::string, int>, Ages> ages;
  for (std::size_t r = columns.first_row(); r < reader.sheet().rows.size(); ++r) {
    const CellRow& row = reader.sheet().rows[r];
    if (!is_medium(row, columns)) continue;
    const auto year = reader.year(row, when);
    const auto country = reader.country(row, where);
    const auto age = reader.number(row, age_at);
    const auto people = reader.count(row, total);
    if (!year || !country || !age || !people) continue;
    Ages& sum = ages[{*country, *year}];
    sum.all += *people;
    if (*age < 15) sum.young += *people;
    if (*age >= 65) sum.old += *people;
    if (sum.row == nullptr) sum.row = &row;
  }
  for (const auto& [key, sum] : ages) {
    if (sum.all <= 0) continue;
    reader.put("share_0_14", key.first, key.second, sum.young / sum.all, *sum.row, total);
    reader.put("share_65_plus", key.first, key.second, sum.old / sum.all, *sum.row, total);
  }
}

}  // namespace

void read_wpp(const Sheet& sheet, Intake& intake) {
  static const std::vector<Shape> shapes{
      {{"LocID", "Time", "TPopulation1July"}, yearly},
      {{"LocID", "Time", "AgeGrpStart", "PopTotal"}, by_age},
      {{"LocID", "Time", "PopTotal"}, yearly},
      {{"Location code", "Year", "Total Population, as of 1 July (thousands)"}, workbook},
      {{kCountryColumn, "year"}, tidy_population}};
  SheetReader reader(sheet, intake, "UN DESA, World Population Prospects");
  read_shaped(reader, shapes);
}

}  // namespace sojourn::intake
