#include "tools/sojourn/run/summary.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <ostream>
#include <string>

#include "sim/base/ids.hpp"
#include "sim/input/node.hpp"
#include "sim/input/text/characters.hpp"
#include "sim/record/run_file.hpp"
#include "tools/sojourn/console/text.hpp"
#include "tools/sojourn/console/text_table.hpp"
#include "tools/sojourn/run/policy_summary.hpp"

namespace sojourn::command {

namespace {

constexpr std::size_t kRowsShown = 12;

/// "2015", of a year that the run has a part of the dates in it: "2015-06..12".
std::string year_text(const std::string& first, const std::string& last) {
  constexpr std::size_t kYear = 4, kAfterYear = 5;
  const std::string from = first.substr(kAfterYear), until = last.substr(kAfterYear);
  const bool begins = from == "01" || from == "01-01", ends = until == "12" || until == "12-31";
  if (begins && ends) return first.substr(0, kYear);
  return first == last ? first : first + ".." + last.substr(kAfterYear);
}

/// Sums over the years of a run, by a name.
class ByYear {
 public:
  /// @param dates of the run's ticks
  explicit ByYear(const std::vector<std::string>& dates) {
    for (auto first = dates.begin(); first != dates.end();) {
      const std::string year = first->substr(0, 4);
      const auto next = std::find_if(
          first, dates.end(), [&](const std::string& date) { return !date.starts_with(year); });
      years_.push_back(year);
      heads_.push_back(year_text(*first, *(next - 1)));
      first = next;
    }
  }

  /// Adds `persons` of tick `tick` to the row `name`.
  void add(const std::string& name, const std::vector<std::string>& dates, std::size_t tick,
           double persons) {
    const std::string year = dates[tick].substr(0, 4);
    const auto column = std::ranges::lower_bound(years_, year) - years_.begin();
    auto& row = rows_.try_emplace(name, years_.size(), 0.0).first->second;
    row[static_cast<std::size_t>(column)] += persons;
  }

  /// The largest rows, the rest as one, and the sum; each divided by `n`.
  void print(const std::string& heading, double n, std::ostream& out) const {
    if (n_persons() == 0) return;
    TextTable table;
    table.align_right_from(1);
    std::vector<std::string> head{heading};
    head.insert(head.end(), heads_.begin(), heads_.end());
    table.add(std::move(head));
    std::vector<double> rest(years_.size(), 0), all(years_.size(), 0);
    std::size_t n_shown = 0;
    for (const auto* row : by_size()) {
      if (n_shown < kRowsShown) table.add(cells(row->first, row->second, n));
      if (n_shown >= kRowsShown) accumulate(row->second, rest);
      accumulate(row->second, all);
      ++n_shown;
    }
    if (n_shown > kRowsShown) table.add(cells("others", rest, n));
    if (n_shown > 1) table.add(cells("all", all, n));
    out << '\n';
    table.print(out);
  }

 private:
  using Row = std::pair<const std::string, std::vector<double>>;

  static double sum(const Row& row) {
    double total = 0;
    for (const double value : row.second) total += value;
    return total;
  }
  double n_persons() const {
    double total = 0;
    for (const Row& row : rows_) total += sum(row);
    return total;
  }
  std::vector<const Row*> by_size() const {
    std::vector<const Row*> rows;
    for (const Row& row : rows_) rows.push_back(&row);
    std::ranges::stable_sort(rows, [](const Row* a, const Row* b) { return sum(*a) > sum(*b); });
    return rows;
  }
  static void accumulate(const std::vector<double>& row, std::vector<double>& total) {
    for (std::size_t i = 0; i < row.size(); ++i) total[i] += row[i];
  }
  static std::vector<std::string> cells(const std::string& name, const std::vector<double>& row,
                                        double n) {
    std::vector<std::string> texts{name};
    for (const double value : row) texts.push_back(grouped(std::llround(value / n)));
    return texts;
  }

  std::vector<std::string> years_, heads_;
  std::map<std::string, std::vector<double>> rows_;
};

/// What the run's own scenario says of places and corridors.
struct Geography {
  std::map<std::string, std::string> name;   // of places, by id
  std::map<std::string, std::string> state;  // of places, by id
  std::vector<std::string> route;            // by corridor
};

std::string text_of(const Node& row, const char* key) {
  const Node* node = row.find(key);
  const auto* text = node == nullptr ? nullptr : std::get_if<std::string>(&node->value);
  return text == nullptr ? std::string{} : *text;
}

template <class Fn>
void each_row(const Node& scenario, const char* key, const Fn& fn) {
  const Node* rows = scenario.find(key);
  if (rows == nullptr || !rows->is_array()) return;
  for (const Node& row : rows->array()) {
    if (row.is_table()) fn(row);
  }
}

Geography geography_of(const RunFile& run) {
  Geography geography;
  Diagnostics ignored;
  const auto scenario = parse_toml(run.attribute_text("scenario"), "scenario", ignored);
  if (!scenario) return geography;
  const auto place = [&](const Node& row) {
    const std::string id = text_of(row, "id");
    const std::string state = text_of(row, "state");
    geography.name[id] = text_of(row, "name");
    geography.state[id] = state.empty() ? id : state;
  };
  each_row(*scenario, "country", place);
  each_row(*scenario, "place", place);
  each_row(*scenario, "corridor",
           [&](const Node& row) { geography.route.push_back(text_of(row, "route")); });
  return geography;
}

std::string shown_name(const Geography& geography, const std::string& id) {
  const auto found = geography.name.find(id);
  return found == geography.name.end() || found->second.empty() ? id : found->second;
}

/// Calls fn(tick, i, sum over all but the first dimension and dimension `along`) for every cell.
template <class Fn>
void each_sum(const RunFile& run, const std::string& name, std::size_t along, const Fn& fn) {
  const StoredDataset* dataset = run.find(name);
  if (dataset == nullptr || dataset->n_cells() == 0) return;
  std::size_t inner = 1;
  for (std::size_t d = along + 1; d < dataset->shape.size(); ++d) inner *= dataset->shape[d];
  const std::size_t extent = dataset->shape[along];
  std::vector<double> sums(extent);
  for (std::size_t tick = 0; tick < dataset->n_slices(); ++tick) {
    std::ranges::fill(sums, 0);
    const std::vector<double> slice = run.reals(name, tick, 1);
    for (std::size_t i = 0; i < slice.size(); ++i) sums[i / inner % extent] += slice[i];
    for (std::size_t i = 0; i < extent; ++i) fn(tick, i, sums[i]);
  }
}

void add_detections(const RunFile& run, ByYear& table) {
  const auto dates = run.labels("time");
  const auto routes = run.labels("route");
  each_sum(run, "detections", 1, [&](std::size_t tick, std::size_t route, double persons) {
    table.add(routes[route], dates, tick, persons);
  });
}

void add_deaths(const RunFile& run, const Geography& geography, ByYear& table) {
  const auto dates = run.labels("time");
  each_sum(run, "crossing_deaths", 1, [&](std::size_t tick, std::size_t edge, double persons) {
    const std::string route = edge < geography.route.size() ? geography.route[edge] : "";
    table.add(route.empty() ? "other corridors" : route, dates, tick, persons);
  });
}

void add_arrivals(const RunFile& run, const Geography& geography, ByYear& table) {
  const auto dates = run.labels("time");
  const auto places = run.labels("destination");
  each_sum(run, "arrivals", 2, [&](std::size_t tick, std::size_t place, double persons) {
    table.add(shown_name(geography, places[place]), dates, tick, persons);
  });
}

/// Columns of the table of people abroad: what they add up.
struct StatusGroup {
  const char* heading;
  StatusSet statuses;
};
const std::array<StatusGroup, 5> kGroups{{
    {"regular", kSecure | kForATerm},
    {"irregular", {Status::kIrregular}},
    {"applicants", {Status::kAsylumApplicant}},
    {"refugees", {Status::kRefugee}},
    {"on the way", kOnTheWay},
}};
using Abroad = std::map<std::string, std::array<double, kGroups.size()>>;

/// Adds those outside their own country at the end, by residence.
void add_abroad(const RunFile& run, const Geography& geography, Abroad& abroad) {
  const StoredDataset* stocks = run.find("stocks");
  if (stocks == nullptr || stocks->n_cells() == 0) return;
  const auto residences = run.labels("residence");
  const auto states = run.labels("citizenship");
  const std::vector<double> last = run.reals("stocks", stocks->n_slices() - 1, 1);
  const auto n_statuses = static_cast<std::size_t>(kStatuses);
  for (std::size_t i = 0; i < residences.size(); ++i) {
    const auto state = geography.state.find(residences[i]);
    for (std::size_t c = 0; c < states.size(); ++c) {
      if (state != geography.state.end() && state->second == states[c]) continue;
      auto& row = abroad.try_emplace(residences[i]).first->second;
      for (std::size_t g = 0; g < kGroups.size(); ++g) {
        for (const Status status : kGroups[g].statuses) {
          row[g] += last[(i * states.size() + c) * n_statuses + static_cast<std::size_t>(status)];
        }
      }
    }
  }
}

double total(const std::array<double, kGroups.size()>& row) {
  double sum = 0;
  for (const double value : row) sum += value;
  return sum;
}

std::vector<std::string> abroad_cells(const std::string& name,
                                      const std::array<double, kGroups.size()>& row, double n) {
  std::vector<std::string> cells{name, grouped(std::llround(total(row) / n))};
  for (const double value : row) cells.push_back(grouped(std::llround(value / n)));
  return cells;
}

void print_abroad(const std::string& date, const Geography& geography, const Abroad& abroad,
                  double n, std::ostream& out) {
  std::vector<const Abroad::value_type*> rows;
  for (const auto& row : abroad) {
    if (total(row.second) > 0) rows.push_back(&row);
  }
  if (rows.empty()) return;
  std::ranges::stable_sort(
      rows, [](const auto* a, const auto* b) { return total(a->second) > total(b->second); });
  TextTable table;
  table.align_right_from(1);
  std::vector<std::string> head{"people abroad, end of " + date, "all"};
  for (const StatusGroup& group : kGroups) head.emplace_back(group.heading);
  table.add(std::move(head));
  std::array<double, kGroups.size()> rest{}, all{};
  for (std::size_t i = 0; i < rows.size(); ++i) {
    for (std::size_t g = 0; g < kGroups.size(); ++g) {
      all[g] += rows[i]->second[g];
      if (i >= kRowsShown) rest[g] += rows[i]->second[g];
    }
    if (i < kRowsShown) {
      table.add(abroad_cells(shown_name(geography, rows[i]->first), rows[i]->second, n));
    }
  }
  if (rows.size() > kRowsShown) table.add(abroad_cells("others", rest, n));
  if (rows.size() > 1) table.add(abroad_cells("all", all, n));
  out << '\n';
  table.print(out);
}

void print_head(const RunFile& run, std::size_t n, std::ostream& out) {
  const auto dates = run.labels("time");
  out << escaped(run.attribute_text("title")) << ", ";
  if (!dates.empty()) out << dates.front() << " to " << dates.back() << ", ";
  if (n == 1) out << "seed " << run.attribute_text("seed") << '\n';
  if (n > 1) out << "mean of " << n << " replicates\n";
}

}  // namespace

void print_summary(const std::vector<std::filesystem::path>& replicates, std::ostream& out) {
  const RunFile first(replicates.front());
  const Geography geography = geography_of(first);
  const std::vector<std::string> dates = first.labels("time");
  ByYear detections(dates), deaths(dates), arrivals(dates);
  PolicySummary policies;
  Abroad abroad;
  for (const auto& path : replicates) {
    const RunFile run(path);
    add_detections(run, detections);
    if (run.find("detections") == nullptr) {
      add_arrivals(run, geography, arrivals);
    }
    add_deaths(run, geography, deaths);
    add_abroad(run, geography, abroad);
    policies.add(run);
  }
  const auto n = static_cast<double>(replicates.size());
  print_head(first, replicates.size(), out);
  detections.print("arrivals detected, by route", n, out);
  arrivals.print("arrivals and returns, by place", n, out);
  deaths.print("deaths on the way", n, out);
  if (!dates.empty()) print_abroad(dates.back(), geography, abroad, n, out);
  policies.print(n, out);
  out << '\n';
  for (const auto& path : replicates) out << path.string() << '\n';
}

}  // namespace sojourn::command
