// Series by country of a run, as `compare` has them.
#include <algorithm>
#include <cmath>

#include "tools/sojourn/outcomes/no_value.hpp"
#include "tools/sojourn/report/sweep/run_numbers.hpp"

namespace sojourn::command {

namespace {

/// Made of a matrix of people; `country` gives -1 where a cell does not count.
struct MadeOf {
  const char* series;
  const char* name;
  const char* long_name;
  int (*country)(const AxisMeanings&, CellIndex);
};

int host(const AxisMeanings& run, CellIndex cell) {
  const bool in = run.is_abroad(cell[1], cell[0]) && run.is_settled[cell[2]] != 0;
  return in ? run.country[cell[0]] : -1;
}
int home(const AxisMeanings& run, CellIndex cell) {
  const bool in = run.is_abroad(cell[1], cell[0]) && run.is_settled[cell[2]] != 0;
  return in ? static_cast<int>(cell[1]) : -1;
}
int irregular_host(const AxisMeanings& run, CellIndex cell) {
  const bool in = run.is_abroad(cell[1], cell[0]) && run.is_irregular[cell[2]] != 0;
  return in ? run.country[cell[0]] : -1;
}
int destination(const AxisMeanings& run, CellIndex cell) {
  return run.is_abroad(cell[0], cell[1]) ? run.country[cell[1]] : -1;
}
int origin(const AxisMeanings& run, CellIndex cell) {
  return run.country[cell[0]];
}

constexpr MadeOf kMade[] = {
    {"stocks", "foreigners", "citizens of other countries settled there, mean of the year", host},
    {"stocks", "citizens_abroad", "its citizens settled elsewhere, mean of the year", home},
    {"stocks", "irregular", "foreigners there without papers, mean of the year", irregular_host},
    {"arrivals", "arrivals", "foreigners who came to live there during the year", destination},
    {"departures", "departures", "people who set out from there during the year", origin},
};

/// By citizenship and country: of stocks who is settled, of arrivals all, outside the own country.
int stock_pair(const AxisMeanings& run, CellIndex cell) {
  const int to = host(run, cell);
  return to < 0 ? -1 : static_cast<int>(cell[1]) * run.n_countries + to;
}
int arrival_pair(const AxisMeanings& run, CellIndex cell) {
  const int to = destination(run, cell);
  return to < 0 ? -1 : static_cast<int>(cell[0]) * run.n_countries + to;
}

class PlaceReader {
 public:
  explicit PlaceReader(const RunView& run)
      : run_(run), meanings_(run), n_(static_cast<std::size_t>(meanings_.n_countries)) {}

  PlacesOfRun read(bool all) {
    read_stocks();
    read_arrivals();
    if (run_.has("departures")) made_of("departures", nullptr);
    if (all) read_by_place();
    return std::move(found_);
  }

 private:
  void read_stocks() {
    if (!run_.has("stocks")) return;
    const Grouped pairs = made_of("stocks", stock_pair);
    const std::size_t last = run_.years.size() - 1;
    for (std::size_t pair = 0; pair < n_ * n_; ++pair) {
      found_.pairs.stock.push_back(or_zero(pairs.at(last, pair)));
    }
  }
  void read_arrivals() {
    if (!run_.has("arrivals")) return;
    const Grouped pairs = made_of("arrivals", arrival_pair);
    const auto ticks = static_cast<double>(run_.years.begin.back());
    for (std::size_t pair = 0; pair < n_ * n_; ++pair) {
      double sum = 0;
      for (std::size_t year = 0; year < run_.years.size(); ++year) {
        sum += or_zero(pairs.at(year, pair));
      }
      found_.pairs.arrivals.push_back(sum / (ticks * tick_years(run_.file)));
    }
  }
  /// Adds what is made of a matrix, which is read once. @return its pairs of countries
  Grouped made_of(const std::string& series, int (*pair)(const AxisMeanings&, CellIndex)) {
    const StoredDataset& dataset = *run_.file.find(series);
    std::vector<Grouping> groupings;
    for (const MadeOf& made : kMade) {
      if (made.series == series) groupings.push_back(grouped(dataset, n_, made.country));
    }
    if (pair != nullptr) groupings.push_back(grouped(dataset, n_ * n_, pair));
    const Over over = is_flow(run_.file, series) ? Over::kSum : Over::kMean;
    auto sums = aggregate(run_.file, series, run_.years, over, groupings);
    std::size_t at = 0;
    for (const MadeOf& made : kMade) {
      if (made.series == series) add(made.name, "persons", made.long_name, sums[at++], 0);
    }
    return std::move(sums.back());
  }
  Grouping grouped(const StoredDataset& dataset, std::size_t n_groups,
                   int (*group)(const AxisMeanings&, CellIndex)) const {
    return grouped_by(dataset, n_groups, [&](CellIndex cell) { return group(meanings_, cell); });
  }
  /// Flows of a country's places are added up; a measure is that of the country itself.
  void read_by_place() {
    for (const StoredDataset& dataset : run_.file.datasets()) {
      const bool by_place = !dataset.is_axis && dataset.type != ColumnType::kText &&
                            dataset.axes == std::vector<std::string>{"time", "place"};
      if (!by_place || has(dataset.name)) continue;
      const bool flow = is_flow(run_.file, dataset.name), adds = flow || dataset.units == "persons";
      const Grouping grouping = grouped_by(dataset, n_, [&](CellIndex cell) {
        return adds || cell[0] < n_ ? meanings_.country[cell[0]] : -1;
      });
      const auto sums = aggregate(run_.file, dataset.name, run_.years,
                                  flow ? Over::kSum : Over::kMean, {grouping});
      add(dataset.name, dataset.units, dataset.long_name, sums.front(), kNoValue);
    }
  }
  bool has(const std::string& name) const {
    return std::ranges::count(found_.series, name, &CountryCells::name) > 0;
  }
  void add(const std::string& name, const std::string& units, const std::string& long_name,
           const Grouped& sums, double nothing) {
    CountryCells one{name, units, long_name, {}};
    for (std::size_t year = 0; year < run_.years.size(); ++year) {
      for (std::size_t country = 0; country < n_; ++country) {
        const double value = sums.at(year, country);
        one.cells.push_back(std::isnan(value) ? nothing : value);
      }
    }
    found_.series.push_back(std::move(one));
  }
  static double or_zero(double value) { return std::isnan(value) ? 0 : value; }

  const RunView& run_;
  AxisMeanings meanings_;
  std::size_t n_;
  PlacesOfRun found_;
};

}  // namespace

PlacesOfRun places_of_run(const RunView& run, bool all) {
  return PlaceReader(run).read(all);
}

}  // namespace sojourn::command
