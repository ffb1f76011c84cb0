#include "tools/sojourn/import/fill/world_tables.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "tools/sojourn/import/codes/country.hpp"
#include "tools/sojourn/import/figures/spans.hpp"
#include "tools/sojourn/import/figures/splits.hpp"
#include "tools/sojourn/import/figures/totals.hpp"
#include "tools/sojourn/import/fill/entry_rows.hpp"
#include "tools/sojourn/import/fill/history_rows.hpp"

namespace sojourn::intake {

namespace {

constexpr double kOpennessPerShare = 3, kLeastOpen = 0.02;

// Those of a scenario, in the order of its tables.
constexpr std::array kColumns{"population", "gdp_per_capita",   "hdi",           "unemployment",
                              "stability",  "rule_of_law",      "capacity",      "rights",
                              "openness",   "workforce_growth", "birth_rate",    "life_expectancy",
                              "share_0_14", "share_65_plus",    "tertiary_share"};

/// Who lives there shows how open a country was.
void add_openness(Intake& intake, const Stocks& stocks, CountryRows& rows) {
  if (stocks.born_abroad.empty()) return;
  for (auto& [id, row] : rows) {
    const auto abroad = stocks.born_abroad.find(id);
    const double share =
        abroad == stocks.born_abroad.end() ? 0 : abroad->second / row.values.at("population");
    row.values["openness"] = std::clamp(kOpennessPerShare * share, kLeastOpen, 1.0);
  }
  intake.notes.add("Judged",
                   "openness: three times the share of people from abroad, within 0.02 and 1");
}

std::string joined(const std::vector<std::string>& words) {
  return fmt::format("{}", fmt::join(words, ";"));
}

std::vector<std::string> row_text(const Intake& intake, const CountryRow& row,
                                  const std::vector<std::string>& attributes) {
  const Country& country = *country_called(row.id);
  const auto found = intake.data.profiles.find(row.id);
  const Profile profile = found == intake.data.profiles.end() ? Profile{} : found->second;
  std::vector<std::string> cells{row.id, country.name};
  for (const std::string& attribute : attributes) {
    const auto value = row.values.find(attribute);
    cells.push_back(value == row.values.end() ? "" : number_text(value->second));
  }
  cells.push_back(number_text(profile.latitude.value_or(country.latitude)));
  cells.push_back(number_text(profile.longitude.value_or(country.longitude)));
  cells.push_back(joined(profile.languages));
  cells.push_back(joined(profile.colonial_ties));
  cells.emplace_back(country.region);
  return cells;
}

/// Columns of which at least one country is told.
std::vector<std::string> told_columns(const CountryRows& rows) {
  std::vector<std::string> columns;
  for (const char* column : kColumns) {
    if (std::ranges::any_of(rows,
                            [&](const auto& row) { return row.second.values.contains(column); })) {
      columns.emplace_back(column);
    }
  }
  return columns;
}

/// Ties to countries that are not in the world would be faults.
void drop_ties_to_others(Collected& data, const CountryRows& rows) {
  for (auto& [id, profile] : data.profiles) {
    std::erase_if(profile.colonial_ties, [&, own = id](const std::string& tie) {
      return !rows.contains(tie) || tie == own;
    });
  }
}

TableText country_table(const Intake& intake, const CountryRows& rows) {
  const std::vector<std::string> attributes = told_columns(rows);
  TableText table{"countries.csv", {"id", "name"}, {}};
  table.columns.insert(table.columns.end(), attributes.begin(), attributes.end());
  for (const char* last : {"latitude", "longitude", "languages", "colonial_ties", "regions"}) {
    table.columns.emplace_back(last);
  }
  for (const auto& [id, row] : rows) table.rows.push_back(row_text(intake, row, attributes));
  return table;
}

TableText stock_table(const Stocks& stocks) {
  TableText table{"stocks.csv", {"citizenship", "residence", "status", "persons"}, {}};
  for (const auto& [key, persons] : stocks.persons) {
    table.rows.push_back({key.citizenship, key.residence, key.status, std::to_string(persons)});
  }
  return table;
}

/// So that some seven million agents stand for the world at most.
int agent_size(double people) {
  int size = 1;
  while (people / size > 1e7 && size < 1000) size *= 10;
  return size;
}

}  // namespace

WorldTables world_tables(Intake& intake, const Wanted& wanted, int years) {
  WorldTables world;
  world.title = fmt::format("The world of {}, imported", wanted.year);
  world.year = wanted.year;
  world.years = years;
  refuse_years_beyond(intake.data, wanted.year, wanted.reach, intake.diagnostics);
  if (!intake.diagnostics.empty()) return world;
  compare_totals(intake, wanted);
  split_former_states(intake.data, wanted.year, intake.notes);
  CountryRows rows = country_rows(intake, wanted);
  if (rows.empty() && intake.diagnostics.empty()) {
    intake.diagnostics.add({}, fmt::format("no country has {:g} people in {}; --smallest-country "
                                           "says how many are wanted",
                                           wanted.smallest, wanted.year));
  }
  if (!intake.diagnostics.empty()) return world;
  const Stocks stocks = stock_rows(intake, rows, wanted);
  add_openness(intake, stocks, rows);
  if (!stocks.persons.empty()) {
    intake.notes.add("Judged", "stocks are those of mid-year, for a start in January");
  }
  world.areas = areas_in(intake.data, rows, wanted.year);
  drop_ties_to_others(intake.data, rows);
  for (TableText table : {country_table(intake, rows), stock_table(stocks),
                          history_table(intake, rows, wanted), visa_table(intake, rows, wanted),
                          pair_table(intake.data, rows), corridor_table(intake, rows, world.areas),
                          observed_table(intake, rows, wanted), flow_table(intake, rows, wanted)}) {
    if (!table.rows.empty()) world.tables.push_back(std::move(table));
  }
  world.n_countries = rows.size();
  for (const auto& [id, row] : rows) world.people += row.values.at("population");
  for (const auto& [key, persons] : stocks.persons) world.abroad += static_cast<double>(persons);
  world.persons_per_agent = agent_size(world.people);
  return world;
}

}  // namespace sojourn::intake
