#include "tools/sojourn/import/fill/history_rows.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>

#include "tools/sojourn/import/figures/lookup.hpp"

namespace sojourn::intake {

namespace {

constexpr std::array kRates{"gdp_per_capita", "unemployment", "stability", "rule_of_law",
                            "capacity"};

/// The list that covers a year; null: none does.
const AttributeSeries* list_of(const Collected& data, int year) {
  for (const AttributeSeries& series : data.series) {
    if (series.attribute == "conflict_deaths" && series.years.contains(year)) return &series;
  }
  return nullptr;
}

std::string years_text(const std::vector<int>& years) {
  return years.front() == years.back() ? std::to_string(years.front())
                                       : fmt::format("{} to {}", years.front(), years.back());
}

class HistoryMaker {
 public:
  HistoryMaker(Intake& intake, const CountryRows& rows, const Wanted& wanted)
      : intake_(intake), rows_(rows), wanted_(wanted) {}

  TableText table() {
    collect_rates();
    collect_deaths();
    TableText table{"history.csv", {"country", "date", "conflict_deaths"}, {}};
    table.columns.insert(table.columns.end(), kRates.begin(), kRates.end());
    for (const auto& [key, cells] : cells_) {
      std::vector<std::string> row{key.first, key.second};
      for (std::size_t c = 2; c < table.columns.size(); ++c) {
        const auto own = cells.find(table.columns[c]);
        row.push_back(own == cells.end() ? "" : number_text(own->second));
      }
      table.rows.push_back(std::move(row));
    }
    drop_empty_columns(table, 2);
    return table;
  }

 private:
  bool wants(int year) const { return year >= wanted_.year - 1 && year <= wanted_.until; }

  /// Of each country that which the first publisher tells who tells of the year.
  void collect_rates() {
    for (const char* attribute : kRates) {
      for (const AttributeSeries& series : intake_.data.series) {
        if (series.attribute != attribute) continue;
        for (const auto& [id, figures] : series.figures) {
          if (!rows_.contains(id)) continue;
          for (const auto& [year, figure] : figures) {
            if (!wants(year)) continue;
            cells_[{id, fmt::format("{}-07", year)}].emplace(attribute, figure.value);
          }
        }
      }
    }
  }

  /// Years from the start on that lists cover without a gap.
  std::vector<int> covered() {
    std::set<int> all;
    for (const AttributeSeries& series : intake_.data.series) {
      if (series.attribute != "conflict_deaths") continue;
      std::ranges::copy_if(series.years, std::inserter(all, all.end()),
                           [this](int year) { return wants(year); });
    }
    std::vector<int> years, after;
    for (const int year : all) {
      const bool joins = years.empty() || year == years.back() + 1;
      (joins && after.empty() ? years : after).push_back(year);
    }
    if (!after.empty()) {
      intake_.notes.add("Left out", fmt::format("conflict_deaths of {}: no list covers the years "
                                                "before them from {} on",
                                                years_text(after), years.back() + 1));
    }
    return years;
  }

  void collect_deaths() {
    const std::vector<int> years = covered();
    if (years.empty()) return;
    tell_lists(years);
    for (const auto& [id, row] : rows_) {
      const bool any = std::ranges::any_of(
          years, [&](int year) { return deaths_in(intake_.data, id, year).value_or(0) > 0; });
      if (!any) continue;
      for (const int year : years) {
        const auto deaths = deaths_in(intake_.data, id, year);
        if (deaths) cells_[{id, fmt::format("{}-01", year)}]["conflict_deaths"] = *deaths;
      }
    }
  }

  void tell_lists(const std::vector<int>& years) {
    std::map<std::string, std::vector<int>> of;
    for (const int year : years) of[list_of(intake_.data, year)->publisher].push_back(year);
    for (const auto& [publisher, own] : of) {
      intake_.notes.add("Histories",
                        fmt::format("conflict_deaths of {}: {}; a country that is not on the list "
                                    "had none",
                                    years_text(own), publisher));
    }
    if (of.size() > 1) {
      intake_.notes.add(
          "Histories",
          "conflict_deaths: lists count by different rules, so their levels do not join");
    }
  }

  Intake& intake_;
  const CountryRows& rows_;
  const Wanted& wanted_;
  std::map<std::pair<std::string, std::string>, std::map<std::string, double>> cells_;
};

}  // namespace

std::optional<double> deaths_in(const Collected& data, const std::string& country, int year) {
  const AttributeSeries* list = list_of(data, year);
  if (list == nullptr) return {};
  const auto own = list->figures.find(country);
  if (own == list->figures.end()) return 0;
  const auto figure = own->second.find(year);
  return figure == own->second.end() ? 0 : figure->second.value;
}

TableText history_table(Intake& intake, const CountryRows& rows, const Wanted& wanted) {
  return HistoryMaker(intake, rows, wanted).table();
}

}  // namespace sojourn::intake
