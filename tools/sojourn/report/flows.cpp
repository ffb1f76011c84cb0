#include <algorithm>
#include <numeric>
#include <set>
#include <string>
#include <vector>

#include "tools/sojourn/report/page/page_data.hpp"

namespace sojourn::command {

namespace {

// Pairs of countries that a page carries: the largest of the whole run, and of each country.
constexpr std::size_t kLargest = 1'200;
constexpr std::size_t kLargestOfCountry = 5;

/// A way of counting people by pair of countries.
struct Measure {
  const char* name;
  const char* dataset;
  const char* long_name;
  const char* last_axis;  // of which some labels count
  std::vector<std::string> without, only;
  bool from_places;  // the first axis after time has places, else countries
};

const std::vector<Measure> kMoves = {
    {"departures", "departures", "set out, from where they lived", "channel", {"return"}, {}, true},
    {"returns",
     "departures",
     "set out to return, from where they lived",
     "channel",
     {},
     {"return"},
     true}};
const std::vector<Measure> kArrivals = {
    {"arrivals", "arrivals", "came to live, by citizenship", "channel", {"return"}, {}, false}};

bool counts(const Measure& measure, const std::string& label) {
  return std::ranges::count(measure.without, label) == 0 &&
         (measure.only.empty() || std::ranges::count(measure.only, label) > 0);
}

/// Groups cells (from, to, last axis) by pair of countries; pairs within a country are left out.
Grouping by_pair(const RunView& run, const Measure& measure) {
  const std::vector<std::string> labels = run.file.labels(measure.last_axis);
  const std::vector<int>& country = run.atlas.country_of_place();
  const auto n = static_cast<int>(run.atlas.n_countries());
  const auto n_from = measure.from_places ? country.size() : run.atlas.n_countries();
  Grouping grouping{{}, run.atlas.n_countries() * run.atlas.n_countries()};
  for (std::size_t i = 0; i < n_from; ++i) {
    const int from = measure.from_places ? country[i] : static_cast<int>(i);
    for (const int to : country) {
      const bool crosses = from >= 0 && to >= 0 && from != to;
      for (const std::string& label : labels) {
        grouping.group_of_cell.push_back(crosses && counts(measure, label) ? from * n + to : -1);
      }
    }
  }
  return grouping;
}

/// Groups people by citizenship and country of residence, where the two differ.
Grouping abroad_by_pair(const RunView& run) {
  const std::vector<std::string> statuses = run.file.labels("status");
  const auto n = static_cast<int>(run.atlas.n_countries());
  Grouping grouping{{}, run.atlas.n_countries() * run.atlas.n_countries()};
  for (const int residence : run.atlas.country_of_place()) {
    for (int citizenship = 0; citizenship < n; ++citizenship) {
      const int pair = residence < 0 || residence == citizenship ? -1 : citizenship * n + residence;
      for (const std::string& status : statuses) {
        grouping.group_of_cell.push_back(status == "returned" || status == "resident" ? -1 : pair);
      }
    }
  }
  return grouping;
}

/// Groups corridors by the countries that they join.
Grouping corridors_by_pair(const RunView& run) {
  const auto n = static_cast<int>(run.atlas.n_countries());
  const auto country_of = [&](const std::string& id) {
    const int place = run.atlas.place(id);
    return place < 0 ? -1 : run.atlas.country_of_place()[static_cast<std::size_t>(place)];
  };
  Grouping grouping{{}, run.atlas.n_countries() * run.atlas.n_countries()};
  for (const Atlas::Corridor& corridor : run.atlas.corridors()) {
    const int from = country_of(corridor.from), to = country_of(corridor.to);
    grouping.group_of_cell.push_back(from < 0 || to < 0 || from == to ? -1 : from * n + to);
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

/// Measures of one dataset, which is large, and read once.
void add_measures(const RunView& run, const std::vector<Measure>& measures, Json& all) {
  std::vector<Grouping> groupings;
  for (const Measure& measure : measures) groupings.push_back(by_pair(run, measure));
  const auto moved =
      aggregate(run.file, measures.front().dataset, run.years, Over::kSum, groupings);
  for (std::size_t i = 0; i < measures.size(); ++i) {
    all[measures[i].name] = flow(run, measures[i].long_name, moved[i]);
  }
}

}  // namespace

Json flows(const RunView& run) {
  Json all;
  if (run.has("departures")) add_measures(run, kMoves, all);
  if (run.has("crossings") && !run.atlas.corridors().empty()) {
    const auto sums =
        aggregate(run.file, "crossings", run.years, Over::kSum, {corridors_by_pair(run)});
    all["crossings"] = flow(run, "came across a border without leave", sums.front());
  }
  if (run.has("placements")) {
    all["placements"] = flow(run, "placed by an agency, from where they lived", placed(run));
  }
  return all;
}

Json citizens(const RunView& run) {
  Json all;
  if (run.has("arrivals")) add_measures(run, kArrivals, all);
  if (run.has("stocks")) {
    const auto stocks =
        aggregate(run.file, "stocks", run.years, Over::kLast, {abroad_by_pair(run)});
    all["abroad"] = flow(run, "live abroad at the end of the year, by citizenship", stocks.front());
  }
  return all;
}

Json balance(const RunView& run) {
  if (!run.has("entered") || !run.has("left")) return nullptr;
  const std::size_t n = run.atlas.n_countries();
  Json both = Json::object();
  for (const char* name : {"entered", "left"}) {
    const auto sums =
        aggregate(run.file, name, run.years, Over::kSum, {{run.atlas.country_of_place(), n}});
    Json years = Json::array();
    for (std::size_t year = 0; year < run.years.size(); ++year) {
      Json row = Json::array();
      for (std::size_t country = 0; country < n; ++country) {
        row.push_back(whole(sums.front().at(year, country)));
      }
      years.push_back(row);
    }
    both[name] = years;
  }
  return both;
}

}  // namespace sojourn::command
