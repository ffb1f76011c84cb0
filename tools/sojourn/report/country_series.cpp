#include <cmath>
#include <vector>

#include "tools/sojourn/report/page/page_data.hpp"

namespace sojourn::command {

namespace {

constexpr const char* kMeasures[] = {"openness", "rights", "sentiment", "excess", "transfers"};

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

/// Groups people abroad by citizenship: whoever lives, or is on the way, outside their country.
Grouping abroad_by_citizenship(const RunView& run, const std::vector<std::string>& statuses) {
  const auto n = static_cast<int>(run.atlas.n_countries());
  Grouping grouping{{}, run.atlas.n_countries()};
  for (const int residence : run.atlas.country_of_place()) {
    for (int citizenship = 0; citizenship < n; ++citizenship) {
      for (const std::string& status : statuses) {
        const bool abroad = residence != citizenship && status != "returned";
        grouping.group_of_cell.push_back(abroad ? citizenship : -1);
      }
    }
  }
  return grouping;
}

/// [country * statuses + status][period] of residence, and [country][period] of citizenship.
void add_stocks(const RunView& run, Json& page) {
  const std::size_t n = run.atlas.n_countries();
  const std::vector<std::string> statuses = run.file.labels("status");
  std::vector<int> statuses_of_all;
  for (std::size_t country = 0; country < n; ++country) {
    for (std::size_t status = 0; status < statuses.size(); ++status) {
      statuses_of_all.push_back(static_cast<int>(status));
    }
  }
  const auto stocks =
      aggregate(run.file, "stocks", run.periods, Over::kLast,
                {product(run.atlas.country_of_place(), statuses_of_all, n, statuses.size()),
                 abroad_by_citizenship(run, statuses)});
  page["statuses"] = statuses;
  page["stocks"] = by_group(stocks[0], whole);
  page["citizens"] = by_group(stocks[1], whole);
}

/// Detected crossings by route, and by citizenship; [route][period], [country][period].
void add_detections(const RunView& run, Json& page) {
  const std::vector<std::string> routes = run.file.labels("route");
  const std::size_t n = run.atlas.n_countries();
  const auto sums =
      aggregate(run.file, "detections", run.periods, Over::kSum,
                {product(counting(routes.size()), std::vector<int>(n, 0), routes.size(), 1),
                 product(std::vector<int>(routes.size(), 0), counting(n), 1, n)});
  page["detections"] = {{"routes", routes},
                        {"by_route", by_group(sums[0], whole)},
                        {"by_citizenship", by_group(sums[1], whole)}};
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
  if (run.has("detections")) add_detections(run, page);
  add_measures(run, page);
  return page;
}

}  // namespace sojourn::command
