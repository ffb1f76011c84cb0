#include <algorithm>
#include <numeric>
#include <string>
#include <vector>

#include "tools/sojourn/report/page/page_data.hpp"

namespace sojourn::command {

namespace {

constexpr std::size_t kMostCorridors = 500;
constexpr const char* kCounts[] = {"crossings", "interceptions", "crossing_deaths", "readmissions",
                                   "turned_away"};

/// What a corridor joins, as the scenario has it; a label may be cut in several ways.
Json parts_of(const std::string& label, std::size_t corridor, const Atlas& atlas) {
  Json parts = {{"label", label}, {"from", -1}, {"to", -1}, {"mode", ""}, {"route", ""}};
  if (atlas.corridors().empty()) return parts;
  const auto& [from, to, mode, route] = atlas.corridors()[corridor];
  parts["mode"] = mode;
  parts["route"] = route;
  const int a = atlas.place(from), b = atlas.place(to);
  if (a < 0 || b < 0) return parts;
  parts["from"] = atlas.country_of_place()[static_cast<std::size_t>(a)];
  parts["to"] = atlas.country_of_place()[static_cast<std::size_t>(b)];
  parts["places"] = {from, to};
  return parts;
}

Json by_year(const Grouped& sums, std::size_t group, std::size_t n_years) {
  Json row = Json::array();
  for (std::size_t year = 0; year < n_years; ++year) row.push_back(whole(sums.at(year, group)));
  return row;
}

/// Corridors by how much happens on them, deaths first; quiet ones are left out.
std::vector<std::size_t> busiest(const std::vector<Grouped>& counts, std::size_t n_years,
                                 std::size_t n_corridors) {
  std::vector<double> weight(n_corridors, 0);
  const double weights[] = {1e-6, 1e-3, 1, 0, 0};
  for (std::size_t i = 0; i < counts.size(); ++i) {
    for (std::size_t corridor = 0; corridor < n_corridors; ++corridor) {
      for (std::size_t year = 0; year < n_years; ++year) {
        weight[corridor] += weights[i] * std::max(0.0, counts[i].at(year, corridor));
      }
    }
  }
  std::vector<std::size_t> order(n_corridors);
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::stable_sort(order, std::greater<>(), [&](std::size_t c) { return weight[c]; });
  const auto quiet = std::ranges::find_if(order, [&](std::size_t c) { return !(weight[c] > 0); });
  order.erase(quiet, order.end());
  order.resize(std::min(order.size(), kMostCorridors));
  return order;
}

}  // namespace

Json corridors(const RunView& run) {
  const std::vector<std::string> labels = run.file.labels("corridor");
  if (labels.empty() || !run.has("crossing_deaths")) return nullptr;
  Grouping each{std::vector<int>(labels.size()), labels.size()};
  std::iota(each.group_of_cell.begin(), each.group_of_cell.end(), 0);
  std::vector<std::string> names;
  std::vector<Grouped> counts;
  for (const char* name : kCounts) {
    if (!run.has(name)) continue;
    names.emplace_back(name);
    counts.push_back(aggregate(run.file, name, run.years, Over::kSum, {each}).front());
  }
  const std::vector<std::size_t> shown = busiest(counts, run.years.size(), labels.size());
  std::vector<int> group_of_corridor(labels.size(), 0);
  for (const std::size_t corridor : shown) group_of_corridor[corridor] = -1;
  const Grouping others{group_of_corridor, 1};
  Json page = {{"list", Json::array()}, {"rest", Json::object()}};
  for (const std::size_t corridor : shown) {
    Json row = parts_of(labels[corridor], corridor, run.atlas);
    for (std::size_t i = 0; i < names.size(); ++i) {
      row[names[i]] = by_year(counts[i], corridor, run.years.size());
    }
    page["list"].push_back(row);
  }
  for (const std::string& name : names) {
    const auto sums = aggregate(run.file, name, run.years, Over::kSum, {others});
    page["rest"][name] = by_year(sums.front(), 0, run.years.size());
  }
  return page;
}

}  // namespace sojourn::command
