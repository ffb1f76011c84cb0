#include <array>

#include "tools/sojourn/import/publishers/indicators.hpp"
#include "tools/sojourn/import/publishers/publisher.hpp"
#include "tools/sojourn/import/publishers/shape.hpp"

namespace sojourn::intake {

namespace {

constexpr double kPercent = 0.01;

// Schooling is a bachelor's degree or more, of those of 25 and over.
constexpr Indicator kDevelopment[] = {
    {"SP.POP.TOTL", "pop", "population"},
    {"NY.GDP.PCAP.PP.KD", "gdp_pc_ppp_2021", "gdp_per_capita"},
    {"SL.UEM.TOTL.ZS", "unemployment_pct", "unemployment", kPercent, 0, false, 0, 100},
    {"SP.DYN.CBRT.IN", "birth_rate_per_1000", "birth_rate"},
    {"SP.DYN.LE"
     "00.IN",
     "life_expectancy", "life_expectancy"},
    {"SP.POP.0014.TO.ZS", "share_0_14_pct", "share_0_14", kPercent, 0, false, 0, 100},
    {"SP.POP.65UP.TO.ZS", "share_65_plus_pct", "share_65_plus", kPercent, 0, false, 0, 100},
    {"SP.POP.DPND", "age_dependency", "dependants", 1, 0, false, 0, 400, true},
    {"SE.TER.CUAT.BA.ZS", "tertiary_pct", "tertiary_share", kPercent, 0, false, 0, 100},
};

// Estimates are standard deviations about a mean of 0.
constexpr Indicator kGovernance[] = {
    {"PV.EST", "wgi_political_stability", "stability", 0.2, 0.5, true, -5, 5},
    {"RL.EST", "wgi_rule_of_law", "rule_of_law", 0.2, 0.5, true, -5, 5},
    {"GE.EST", "wgi_government_effectiveness", "capacity", 0.2, 0.5, true, -5, 5},
    {"GOV_WGI_PV.EST", "political_stability", "stability", 0.2, 0.5, true, -5, 5},
    {"GOV_WGI_RL.EST", "rule_of_law", "rule_of_law", 0.2, 0.5, true, -5, 5},
    {"GOV_WGI_GE.EST", "government_effectiveness", "capacity", 0.2, 0.5, true, -5, 5},
};

template <auto& Indicators>
void by_indicator(SheetReader& reader, const Columns& columns) {
  read_by_code(reader, columns, "Indicator Code", Indicators);
}
template <auto& Indicators>
void by_series(SheetReader& reader, const Columns& columns) {
  read_by_code(reader, columns, "Series Code", Indicators);
}
template <auto& Indicators>
void tidy_indicators(SheetReader& reader, const Columns& columns) {
  read_tidy(reader, columns, Indicators);
}

struct KeyColumn {
  const char* name;
  Indicator indicator;
};

/// A row for each country, year and dimension, as the indicators' own site has it.
void governance_by_dimension(SheetReader& reader, const Columns& columns) {
  static const std::array<KeyColumn, 3> kDimensions{
      {{"pv", kGovernance[0]}, {"rl", kGovernance[1]}, {"ge", kGovernance[2]}}};
  const std::size_t code = *columns.find("code"), year_at = *columns.find("year");
  const std::size_t which = *columns.find("indicator"), estimate = *columns.find("estimate");
  for (std::size_t r = columns.first_row(); r < reader.sheet().rows.size(); ++r) {
    const CellRow& row = reader.sheet().rows[r];
    const std::string name = SheetReader::text(row, which);
    for (const auto& [dimension, indicator] : kDimensions) {
      if (name != dimension) continue;
      const auto year = reader.year(row, year_at);
      const auto country = reader.country(row, code);
      const auto value = converted(reader, indicator, row, estimate);
      if (year && country && value) {
        reader.put(indicator.attribute, *country, *year, *value, row, estimate);
      }
    }
  }
}

}  // namespace

void read_wdi(const Sheet& sheet, Intake& intake) {
  static const std::vector<Shape> shapes{
      {{"Country Name", "Country Code", "Indicator Code"}, by_indicator<kDevelopment>},
      {{"Country Name", "Country Code", "Series Code"}, by_series<kDevelopment>},
      {{kCountryColumn, "year"}, tidy_indicators<kDevelopment>}};
  SheetReader reader(sheet, intake, "World Bank, World Development Indicators");
  read_shaped(reader, shapes);
}

void read_wgi(const Sheet& sheet, Intake& intake) {
  static const std::vector<Shape> shapes{
      {{"Country Name", "Country Code", "Indicator Code"}, by_indicator<kGovernance>},
      {{"Country Name", "Country Code", "Series Code"}, by_series<kGovernance>},
      {{"code", "year", "indicator", "estimate"}, governance_by_dimension},
      {{kCountryColumn, "year"}, tidy_indicators<kGovernance>}};
  SheetReader reader(sheet, intake, "World Bank, Worldwide Governance Indicators");
  read_shaped(reader, shapes);
}

}  // namespace sojourn::intake
