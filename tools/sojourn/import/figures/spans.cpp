#include "tools/sojourn/import/figures/spans.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

namespace sojourn::intake {

namespace {

void refuse(const Source& where, const std::string& what, const std::set<int>& years, int year,
            Diagnostics& diagnostics) {
  diagnostics.add({where.file, where.line == 0 ? 0 : 1, 1},
                  fmt::format("holds {} of {} to {}; --year {} lies beyond", what, *years.begin(),
                              *years.rbegin(), year));
}

bool holds(const std::set<int>& years, int year) {
  return !years.empty() && *years.begin() <= year && year <= *years.rbegin();
}

/// Where the first figure of a series stands.
Source source_of(const Collected& data, const AttributeSeries& series) {
  for (const auto& [country, figures] : series.figures) {
    if (!figures.empty()) return data.source(figures.begin()->second);
  }
  return {};
}

void refuse_pairs(const Collected& data, const PairYears& pairs, const char* what, int year,
                  Diagnostics& diagnostics) {
  std::set<int> years;
  Source where;
  for (const auto& [one, figures] : pairs) {
    years.insert(one);
    if (where.file.empty() && !figures.empty()) where = data.source(figures.begin()->second);
  }
  if (!years.empty() && !holds(years, year)) refuse(where, what, years, year, diagnostics);
}

void refuse_visas(const Collected& data, int year, Diagnostics& diagnostics) {
  std::set<int> years;
  for (const VisaRule& rule : data.visas) years.insert(rule.year);
  years.erase(0);
  if (years.empty() || holds(years, year)) return;
  refuse({"--passport-index"}, "visas", years, year, diagnostics);
}

/// Of people and income no year may lie beyond, of deaths no year that no list covers.
bool is_strict(const std::string& attribute) {
  return attribute == "population" || attribute == "gdp_per_capita" ||
         attribute == "conflict_deaths";
}

/// What must hold the year together: an attribute by any publisher, or a publisher.
std::string group_of(const AttributeSeries& series) {
  return is_strict(series.attribute) ? series.attribute : "figures of " + series.publisher;
}

}  // namespace

void refuse_years_beyond(const Collected& data, int year, int reach, Diagnostics& diagnostics) {
  std::map<std::string, std::set<int>> years;
  std::map<std::string, Source> where;
  for (const AttributeSeries& series : data.series) {
    const std::string group = group_of(series);
    years[group].insert(series.years.begin(), series.years.end());
    where.emplace(group, source_of(data, series));
  }
  for (const auto& [group, own] : years) {
    if (own.empty()) continue;
    const int far = is_strict(group) ? 0 : reach;
    const bool within = year >= *own.begin() - far && year <= *own.rbegin() + far;
    if (!within) refuse(where[group], group, own, year, diagnostics);
  }
  refuse_pairs(data, data.stocks, "stocks of migrants", year, diagnostics);
  refuse_pairs(data, data.refugees, "refugees", year, diagnostics);
  refuse_pairs(data, data.applicants, "asylum applicants", year, diagnostics);
  refuse_visas(data, year, diagnostics);
}

}  // namespace sojourn::intake
