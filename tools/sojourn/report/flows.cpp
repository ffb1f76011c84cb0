#include <algorithm>
#include <numeric>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "tools/sojourn/report/page_data.hpp"

namespace sojourn::command {

namespace {

// Pairs of countries that a page carries: the largest of the whole run, and of each country.
constexpr std::size_t kLargest = 1'200;
constexpr std::size_t kLargestOfCountry = 5;

/// A way of counting who moved from where to where.
struct Measure {
  const char* name;
  const char* dataset;
  const char* long_name;
  bool returns;      // only the channel `return`, else all others
  bool from_places;  // the first axis after time has places, else countries
};

constexpr Measure kMeasures[] = {
    {"arrivals", "arrivals", "came to live, from their country of citizenship", false, false},
    {"departures", "departures", "set out, from where they lived", false, true},
    {"returns", "departures", "set out to return, from where they lived", true, true},
};

/// Groups cells (from, to, channel) by pair of countries; moves within a country are left out.
Grouping by_pair(const RunView& run, const Measure& measure) {
  const std::vector<std::string> channels = run.file.labels("channel");
  const std::vector<int>& country = run.atlas.country_of_place();
  const auto n = static_cast<int>(run.atlas.n_countries());
  const auto n_from = measure.from_places ? country.size() : run.atlas.n_countries();
  Grouping grouping{{}, run.atlas.n_countries() * run.atlas.n_countries()};
  for (std::size_t i = 0; i < n_from; ++i) {
    const int from = measure.from_places ? country[i] : static_cast<int>(i);
    for (const int to : country) {
      for (const std::string& channel : channels) {
        const bool wanted = (channel == "return") == measure.returns;
        const bool crosses = from >= 0 && to >= 0 && from != to;
        grouping.group_of_cell.push_back(wanted && crosses ? from * n + to : -1);
      }
    }
  }
  return grouping;
}

std::vector<std::size_t> largest(std::vector<std::size_t> pairs, std::size_t n_most,
                                 const std::vector<double>& total) {
  std::ranges::stable_sort(pairs, std::greater<>(), [&](std::size_t p) { return total[p]; });
  const auto empty = std::ranges::find_if(pairs, [&](std::size_t p) { return !(total[p] > 0); });
  pairs.erase(empty, pairs.end());
  pairs.resize(std::min(pairs.size(), n_most));
  return pairs;
}

/// The pairs that a page shows one by one, in order.
std::set<std::size_t> shown_pairs(const std::vector<double>& total, std::size_t n_countries) {
  std::vector<std::size_t> all(total.size());
  std::iota(all.begin(), all.end(), std::size_t{0});
  const std::vector<std::size_t> first = largest(all, kLargest, total);
  std::set<std::size_t> shown(first.begin(), first.end());
  for (std::size_t country = 0; country < n_countries; ++country) {
    std::vector<std::size_t> out, in;
    for (std::size_t other = 0; other < n_countries; ++other) {
      out.push_back(country * n_countries + other);
      in.push_back(other * n_countries + country);
    }
    for (const auto& side : {out, in}) {
      for (const std::size_t pair : largest(side, kLargestOfCountry, total)) shown.insert(pair);
    }
  }
  return shown;
}

/// [year][group], as nested arrays of whole persons.
Json by_year(const std::vector<std::vector<double>>& sums) {
  Json years = Json::array();
  for (const auto& groups : sums) {
    Json row = Json::array();
    for (const double persons : groups) row.push_back(whole(persons));
    years.push_back(row);
  }
  return years;
}

Json pairs_json(const Grouped& moved, const std::set<std::size_t>& shown, std::size_t n_countries,
                std::size_t n_years) {
  Json rows = Json::array();
  for (const std::size_t pair : shown) {
    Json row = Json::Array{pair / n_countries, pair % n_countries};
    for (std::size_t year = 0; year < n_years; ++year) row.push_back(whole(moved.at(year, pair)));
    rows.push_back(row);
  }
  return rows;
}

/// What a page has of the movement by year and pair of countries.
Json flow(const RunView& run, const char* long_name, const Grouped& moved) {
  const std::size_t n = run.atlas.n_countries(), n_regions = run.atlas.region_names().size();
  const std::vector<int> region = run.atlas.region_of_country();
  std::vector<double> total(n * n, 0);
  std::vector<std::vector<double>> in, out, regions;
  for (std::size_t year = 0; year < run.years.size(); ++year) {
    in.emplace_back(n, 0.0);
    out.emplace_back(n, 0.0);
    regions.emplace_back(n_regions * n_regions, 0.0);
    for (std::size_t pair = 0; pair < n * n; ++pair) {
      const double persons = moved.at(year, pair);
      if (!(persons > 0)) continue;
      const std::size_t from = pair / n, to = pair % n;
      total[pair] += persons;
      out.back()[from] += persons;
      in.back()[to] += persons;
      regions.back()[static_cast<std::size_t>(region[from]) * n_regions +
                     static_cast<std::size_t>(region[to])] += persons;
    }
  }
  return {{"long_name", long_name},
          {"pairs", pairs_json(moved, shown_pairs(total, n), n, run.years.size())},
          {"in", by_year(in)},
          {"out", by_year(out)},
          {"regions", by_year(regions)}};
}

/// People whom an agency placed. A slice over `year` is written in January and tells of the year
/// before.
Grouped placed(const RunView& run) {
  const std::vector<int>& country = run.atlas.country_of_place();
  const std::size_t n = run.atlas.n_countries();
  Grouped moved{n * n, std::vector<double>(run.years.size() * n * n, 0.0)};
  const std::vector<double> januaries = run.file.reals("year");
  for (std::size_t slice = 0; slice < januaries.size(); ++slice) {
    const std::string before = std::to_string(static_cast<int>(januaries[slice]) - 1);
    const auto found = std::ranges::find(run.years.labels, before);
    if (found == run.years.labels.end()) continue;
    const auto year = static_cast<std::size_t>(found - run.years.labels.begin());
    const std::vector<double> cells = run.file.reals("placements", slice, 1);
    for (std::size_t cell = 0; cell < cells.size(); ++cell) {
      const int from = country[cell / country.size()], to = country[cell % country.size()];
      if (from < 0 || to < 0 || from == to) continue;
      moved.at(year, static_cast<std::size_t>(from) * n + static_cast<std::size_t>(to)) +=
          cells[cell];
    }
  }
  return moved;
}

}  // namespace

Json flows(const RunView& run) {
  Json all;
  for (const char* dataset : {"arrivals", "departures"}) {  // each is large, and read once
    if (!run.has(dataset)) continue;
    std::vector<const Measure*> measures;
    std::vector<Grouping> groupings;
    for (const Measure& measure : kMeasures) {
      if (std::string_view(measure.dataset) != dataset) continue;
      measures.push_back(&measure);
      groupings.push_back(by_pair(run, measure));
    }
    const auto moved = aggregate(run.file, dataset, run.years, Over::kSum, groupings);
    for (std::size_t i = 0; i < measures.size(); ++i) {
      all[measures[i]->name] = flow(run, measures[i]->long_name, moved[i]);
    }
  }
  if (run.has("placements")) {
    all["placements"] = flow(run, "placed by an agency, from where they lived", placed(run));
  }
  return all;
}

}  // namespace sojourn::command
