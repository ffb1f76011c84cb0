// Where the points of a sweep differ: series by country, and pairs of countries.
#include <algorithm>
#include <cmath>

#include "tools/sojourn/compare/intervals.hpp"
#include "tools/sojourn/outcomes/no_value.hpp"
#include "tools/sojourn/report/page/page_values.hpp"
#include "tools/sojourn/report/sweep/sweep_parts.hpp"

namespace sojourn::command {

namespace {

// Numbers by country of all points that a page carries; of more there are fewer series, or none.
constexpr std::size_t kMostNumbers = 400'000;
constexpr std::size_t kMadeSeries = 5;     // of people
constexpr std::size_t kOtherSeries = 30;   // about as many as a run has by place
constexpr std::size_t kNumbersOfCell = 8;  // a mean, a difference and its bounds, of two spans

bool has_room(const SweepShape& shape, std::size_t n_countries, std::size_t n_series) {
  return shape.n_points() * n_countries * n_series * kNumbersOfCell <= kMostNumbers;
}

}  // namespace

SweepPlaces::SweepPlaces(SweepShape shape, std::vector<Atlas::Country> countries)
    : shape_(std::move(shape)),
      countries_(std::move(countries)),
      is_kept_(has_room(shape_, countries_.size(), kMadeSeries)),
      has_all_(has_room(shape_, countries_.size(), kMadeSeries + kOtherSeries)),
      pairs_(shape_.n_runs()) {}

void SweepPlaces::take(std::size_t at, const RunView& run) {
  PlacesOfRun places = places_of_run(run, has_all_);
  pairs_[at] = std::move(places.pairs);
  const std::size_t n = shape_.years.size() * countries_.size();
  for (const CountryCells& one : places.series) {
    auto found = std::ranges::find(series_, one.name, &PlaceCells::name);
    if (found == series_.end()) {
      found = series_.insert(series_.end(), {one.name, one.units, one.long_name,
                                             std::vector<double>(shape_.n_runs() * n, kNoValue)});
    }
    std::ranges::copy(one.cells, found->cells.begin() + static_cast<std::ptrdiff_t>(at * n));
  }
}

Json SweepPlaces::json() const {
  Json places = Json::array(), ids = Json::array(), series = Json::object();
  for (const Atlas::Country& one : countries_) {
    ids.push_back(one.id);
    places.push_back({{"id", one.id},
                      {"name", one.name},
                      {"located", one.located},
                      {"latitude", rounded(one.latitude)},
                      {"longitude", rounded(one.longitude)}});
  }
  const ComparedRuns runs{std::vector<std::int64_t>(shape_.n_points(), 0), shape_.n_replicates,
                          shape_.years.size(), countries_.size()};
  RoomForYears room;
  for (const PlaceCells& one : series_) {
    Json changes = changes_of_places(runs, one, room);
    if (!changes.is_null()) series[one.name] = std::move(changes);
  }
  return {{"places", places},
          {"citizenships", ids},
          {"years", shape_.years},
          {"series", series},
          {"corridors",
           {{"stock",
             pair_changes(&PairCells::stock, "persons", "people settled there in the last year")},
            {"arrivals", pair_changes(&PairCells::arrivals, "persons / year",
                                      "people who came to live there")}}}};
}

Json SweepPlaces::pair_changes(std::vector<double> PairCells::*of, const char* units,
                               const char* long_name) const {
  Json rows = Json::array();
  for (std::size_t point = 1; point < shape_.n_points(); ++point) {
    PairChanges changes;
    const std::size_t n_pairs = countries_.size() * countries_.size();
    for (std::size_t pair = 0; pair < n_pairs; ++pair) add_pair(point, pair, of, changes);
    add_changed_pairs(point, countries_.size(), changes, rows);
  }
  return {{"units", units}, {"long_name", long_name}, {"rows", rows}};
}

void SweepPlaces::add_pair(std::size_t point, std::size_t pair, std::vector<double> PairCells::*of,
                           PairChanges& changes) const {
  const std::vector<double> own = sample(point, pair, of);
  const std::vector<double> paired = paired_differences(own, sample(0, pair, of));
  const bool same = std::ranges::all_of(paired, [](double d) { return std::isnan(d) || d == 0; });
  const MeanInterval difference = same ? MeanInterval{} : student_interval(paired);
  changes.mean.push_back(same ? 0 : student_interval(own).mean);
  changes.difference.push_back(difference.mean);
  changes.low.push_back(difference.low);
  changes.high.push_back(difference.high);
}

std::vector<double> SweepPlaces::sample(std::size_t point, std::size_t pair,
                                        std::vector<double> PairCells::*of) const {
  std::vector<double> values;
  for (std::size_t r = 0; r < shape_.n_replicates; ++r) {
    const std::vector<double>& cells = pairs_[point * shape_.n_replicates + r].*of;
    values.push_back(cells.empty() ? kNoValue : cells[pair]);
  }
  return values;
}

}  // namespace sojourn::command
