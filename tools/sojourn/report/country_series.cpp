#include <cmath>
#include <vector>

#include "tools/sojourn/report/page_data.hpp"

namespace sojourn::command {

namespace {

constexpr const char* kMeasures[] = {"openness", "rights", "sentiment", "excess"};

/// Groups cells whose first axes are counted through by `outer` and the rest by `inner`: the group
/// is outer * n_inner + inner; -1 in either leaves the cell out.
Grouping product(const std::vector<int>& outer, const std::vector<int>& inner, std::size_t n_outer,
                 std::size_t n_inner) {
  Grouping grouping{{}, n_outer * n_inner};
  grouping.group_of_cell.reserve(outer.size() * inner.size());
  for (const int a : outer) {
    for (const int b : inner) {
      grouping.group_of_cell.push_back(a < 0 || b < 0 ? -1 : a * static_cast<int>(n_inner) + b);
    }
  }
  return grouping;
}

std::vector<int> counting(std::size_t n) {
  std::vector<int> indices(n);
  for (std::size_t i = 0; i < n; ++i) indices[i] = static_cast<int>(i);
  return indices;
}

/// By group, its numbers by period: [group][period].
Json by_group(const Grouped& grouped, Json (*shown)(double)) {
  Json groups = Json::array();
  const std::size_t n_periods = grouped.n_groups ? grouped.cells.size() / grouped.n_groups : 0;
  for (std::size_t group = 0; group < grouped.n_groups; ++group) {
    Json row = Json::array();
    for (std::size_t period = 0; period < n_periods; ++period) {
      row.push_back(shown(grouped.at(period, group)));
    }
    groups.push_back(row);
  }
  return groups;
}

/// [country * statuses + status][period] of residence, and [country][period] of citizenship.
void add_stocks(const RunView& run, Json& page) {
  const std::size_t n = run.atlas.n_countries();
  const std::vector<std::string> statuses = run.file.labels("status");
  const std::size_t n_statuses = statuses.size();
  std::vector<int> statuses_of_all, citizens;
  for (std::size_t country = 0; country < n; ++country) {
    for (std::size_t status = 0; status < n_statuses; ++status) {
      statuses_of_all.push_back(static_cast<int>(status));
      citizens.push_back(static_cast<int>(country));
    }
  }
  const auto stocks =
      aggregate(run.file, "stocks", run.periods, Over::kLast,
                {product(run.atlas.country_of_place(), statuses_of_all, n, n_statuses),
                 product(std::vector<int>(run.atlas.n_places(), 0), citizens, 1, n)});
  page["statuses"] = statuses;
  page["stocks"] = by_group(stocks[0], whole);
  page["citizens"] = by_group(stocks[1], whole);
}

/// Arrivals by country of destination, without returns; [country][period].
void add_arrivals(const RunView& run, Json& page) {
  const std::size_t n = run.atlas.n_countries();
  std::vector<int> cells;
  for (std::size_t citizenship = 0; citizenship < n; ++citizenship) {
    for (const int to : run.atlas.country_of_place()) {
      for (const std::string& channel : run.file.labels("channel")) {
        cells.push_back(channel == "return" ? -1 : to);
      }
    }
  }
  const auto arrivals =
      aggregate(run.file, "arrivals", run.periods, Over::kSum, {{std::move(cells), n}});
  page["arrivals"] = by_group(arrivals.front(), whole);
}

/// Sums over all corridors, by period.
void add_crossings(const RunView& run, Json& page) {
  const std::vector<int> together(run.file.labels("corridor").size(), 0);
  for (const char* name : {"crossings", "interceptions", "crossing_deaths"}) {
    if (!run.has(name)) continue;
    const auto sums = aggregate(run.file, name, run.periods, Over::kSum, {{together, 1}});
    page[name] = by_group(sums.front(), whole).elements().front();
  }
}

void add_measures(const RunView& run, Json& page) {
  std::vector<int> countries = counting(run.atlas.n_places());
  for (int& place : countries) {
    if (place >= static_cast<int>(run.atlas.n_countries())) place = -1;  // within a country
  }
  page["measures"] = Json::object();
  for (const char* name : kMeasures) {
    const StoredDataset* stored = run.file.find(name);
    if (!stored) continue;
    const auto means =
        aggregate(run.file, name, run.periods, Over::kMean, {{countries, run.atlas.n_countries()}});
    page["measures"][name] = {{"units", stored->units},
                              {"long_name", stored->long_name},
                              {"values", by_group(means.front(), rounded)}};
  }
}

}  // namespace

Json country_series(const RunView& run) {
  Json page = Json::object();
  if (run.has("stocks")) add_stocks(run, page);
  if (run.has("arrivals")) add_arrivals(run, page);
  if (run.has("corridor")) add_crossings(run, page);
  add_measures(run, page);
  return page;
}

Json yearly_totals(const RunView& run) {
  Json totals = Json::object();
  const auto add = [&](const std::string& name, const char* dataset, Over over, const char* label,
                       Grouping grouping) {
    const auto sums = aggregate(run.file, dataset, run.years, over, {std::move(grouping)});
    totals[name] = {{"long_name", label},
                    {"units", "persons"},
                    {"values", by_group(sums.front(), whole).elements().front()}};
  };
  const auto by_last_axis = [&](const char* dataset, const char* axis, auto wanted) {
    const std::vector<std::string> labels = run.file.labels(axis);
    Grouping grouping{{}, 1};
    for (std::size_t cell = 0; cell < run.file.find(dataset)->slice_cells(); ++cell) {
      grouping.group_of_cell.push_back(wanted(labels[cell % labels.size()]) ? 0 : -1);
    }
    return grouping;
  };
  const auto every = [](const std::string&) { return true; };
  if (run.has("arrivals")) {
    add("arrivals", "arrivals", Over::kSum, "Arrivals, without returns",
        by_last_axis("arrivals", "channel", [](const auto& name) { return name != "return"; }));
  }
  if (run.has("stocks")) {
    add("abroad", "stocks", Over::kLast, "People with a migration record, end of year",
        by_last_axis("stocks", "status", [](const auto& name) { return name != "returned"; }));
    add("irregular_stock", "stocks", Over::kLast, "People without papers, end of year",
        by_last_axis("stocks", "status", [](const auto& name) { return name == "irregular"; }));
  }
  if (run.has("corridor")) {
    add("interceptions", "interceptions", Over::kSum, "Interceptions",
        by_last_axis("interceptions", "corridor", every));
    add("crossing_deaths", "crossing_deaths", Over::kSum, "Deaths on the way",
        by_last_axis("crossing_deaths", "corridor", every));
  }
  return totals;
}

}  // namespace sojourn::command
