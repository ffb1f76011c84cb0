#include "tools/sojourn/import/fill/models.hpp"

#include <algorithm>
#include <cmath>

#include "sim/base/arithmetic/elementary.hpp"
#include "tools/sojourn/import/figures/lookup.hpp"

namespace sojourn::intake {

namespace {

using Value = std::optional<double>;

constexpr int kChildYears = 15;
constexpr int kGrowthYears = 5;
constexpr double kNoSurplus = 10000;  // income from which labour is in no surplus [int. $ / year]

Value known(const CountryRow& row, const char* attribute) {
  const auto found = row.values.find(attribute);
  return found == row.values.end() ? std::nullopt : Value(found->second);
}

Value birth_rate(const Collected& data, const CountryRow& row, int year) {
  const auto births = told(data, "births", row.id, year);
  const Value people = known(row, "population");
  if (!births || !people) return {};
  return std::min(80.0, 1000 * births->value / *people);
}

Value life_expectancy(const Collected&, const CountryRow& row, int) {
  const Value hdi = known(row, "hdi");
  return hdi ? Value(38.3 + 47.3 * *hdi) : std::nullopt;
}

/// Births of fifteen years, of which few died.
Value young(const Collected& data, const CountryRow& row, int year) {
  const Value people = known(row, "population"), life = known(row, "life_expectancy");
  if (!people || !life) return {};
  double born = 0;
  for (int y = year - kChildYears + 1; y <= year; ++y) {
    const auto births = told(data, "births", row.id, y);
    if (!births) return {};
    born += births->value;
  }
  const double survive = 1 - 0.12 * std::clamp((78 - *life) / 30, 0.0, 1.0);
  const auto dependants = told(data, "dependants", row.id, year);
  return std::min({survive * born / *people, 0.5, dependants ? dependants->value - 0.02 : 0.5});
}

Value old(const Collected& data, const CountryRow& row, int year) {
  const auto dependants = told(data, "dependants", row.id, year);
  const Value children = known(row, "share_0_14");
  if (!dependants || !children) return {};
  return std::clamp(dependants->value - *children, 0.01, 0.35);
}

Value tertiary(const Collected&, const CountryRow& row, int) {
  const Value hdi = known(row, "hdi");
  return hdi ? Value(1 / (1 + fixed::exp(5.35 - 4.93 * *hdi))) : std::nullopt;
}

Value capacity(const Collected&, const CountryRow& row, int) {
  return known(row, "rule_of_law");
}

Value rights(const Collected&, const CountryRow& row, int) {
  const Value law = known(row, "rule_of_law");
  return law ? Value(0.5 * *law) : std::nullopt;
}

/// Everybody consumes, so demand for labour grows with the people but for migration, by less where
/// labour is in surplus (Lewis 1954).
Value workforce_growth(const Collected& data, const CountryRow& row, int year) {
  const Value income = known(row, "gdp_per_capita");
  double sum = 0;
  int n = 0;
  for (int y = year - kGrowthYears; y < year; ++y) {
    const auto births = told(data, "births", row.id, y), deaths = told(data, "deaths", row.id, y);
    const auto people = told(data, "population", row.id, y);
    if (!births || !deaths || !people || people->value <= 0) continue;
    sum += (births->value - deaths->value) / people->value;
    ++n;
  }
  if (n == 0 || !income) return {};
  const double growth = sum / n;
  return std::clamp(growth * (growth > 0 ? std::min(1.0, *income / kNoSurplus) : 1), -0.015, 0.04);
}

}  // namespace

const std::vector<Law>& laws() {
  static const std::vector<Law> all{
      {"birth_rate", "births over people", birth_rate},
      {"life_expectancy", "modelled, 38.3 + 47.3 hdi", life_expectancy},
      {"share_0_14", "modelled, the births of fifteen years that survived", young},
      {"share_65_plus", "modelled, those outside of 15 to 64 who are not young", old},
      {"tertiary_share", "modelled, log odds -5.35 + 4.93 hdi", tertiary},
      {"capacity", "judged to be as rule_of_law", capacity},
      {"rights", "judged to be half of rule_of_law", rights},
      {"workforce_growth",
       "judged by the growth of people but for migration, by less where income is below 10000",
       workforce_growth},
  };
  return all;
}

std::optional<IncomeLaw> income_law(const CountryRows& rows) {
  constexpr std::size_t kFewest = 10;
  double n = 0, x = 0, y = 0, xx = 0, xy = 0;
  for (const auto& [id, row] : rows) {
    const Value hdi = known(row, "hdi"), income = known(row, "gdp_per_capita");
    if (!hdi || !income) continue;
    const double log_income = fixed::log(*income);
    ++n;
    x += *hdi;
    y += log_income;
    xx += *hdi * *hdi;
    xy += *hdi * log_income;
  }
  const double spread = n * xx - x * x;
  if (n < kFewest || spread <= 0) return {};
  const double slope = (n * xy - x * y) / spread;
  return IncomeLaw{(y - slope * x) / n, slope, static_cast<std::size_t>(n)};
}

}  // namespace sojourn::intake
