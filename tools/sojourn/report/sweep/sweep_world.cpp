// Where the points of a sweep differ: series by country, and pairs of countries.
#include <algorithm>

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
      places_{shape_.n_points(), shape_.years.size(), countries_.size()},
      is_kept_(has_room(shape_, countries_.size(), kMadeSeries)),
      has_all_(has_room(shape_, countries_.size(), kMadeSeries + kOtherSeries)),
      pairs_(shape_.n_points()),
      reference_replicate_(shape_.n_replicates) {}

void SweepPlaces::take(std::size_t point, std::size_t replicate, PlacesOfRun places) {
  if (point == 0 || reference_replicate_ != replicate) {
    reference_ = point == 0 ? std::move(places) : PlacesOfRun{};
    reference_replicate_ = replicate;
  }
  const PlacesOfRun& own = point == 0 ? reference_ : places;
  pairs_[point].stock.add(own.pairs.stock, reference_.pairs.stock);
  pairs_[point].arrivals.add(own.pairs.arrivals, reference_.pairs.arrivals);
  for (const CountryCells& one : own.series) {
    const auto [sums, is_new] = series_.try_emplace(one.name, one.units, one.long_name, places_);
    if (is_new) names_.push_back(one.name);
    sums->second.add(point, one.cells, reference_cells(one.name));
  }
}

/// Empty: the reference is missing, or has no such series.
std::span<const double> SweepPlaces::reference_cells(const std::string& series) const {
  const auto found = std::ranges::find(reference_.series, series, &CountryCells::name);
  return found == reference_.series.end() ? std::span<const double>() : found->cells;
}

std::size_t SweepPlaces::n_kept() const {
  std::size_t n = reference_.pairs.stock.size() + reference_.pairs.arrivals.size();
  for (const CountryCells& one : reference_.series) n += one.cells.size();
  for (const auto& [name, sums] : series_) n += sums.n_kept();
  for (const auto& [stock, arrivals] : pairs_) n += stock.n_kept() + arrivals.n_kept();
  return n;
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
  RoomForYears room;
  for (const std::string& name : names_) {
    Json changes = series_.at(name).json(room);
    if (!changes.is_null()) series[name] = std::move(changes);
  }
  return {{"places", places},
          {"citizenships", ids},
          {"years", shape_.years},
          {"series", series},
          {"corridors",
           {{"stock", pair_changes(&PairsOfPoint::stock, "persons",
                                   "people settled there in the last year")},
            {"arrivals", pair_changes(&PairsOfPoint::arrivals, "persons / year",
                                      "people who came to live there")}}}};
}

Json SweepPlaces::pair_changes(PairSums PairsOfPoint::*of, const char* units,
                               const char* long_name) const {
  Json rows = Json::array();
  for (std::size_t point = 1; point < shape_.n_points(); ++point) {
    add_changed_pairs(point, countries_.size(), (pairs_[point].*of).changes(), rows);
  }
  return {{"units", units}, {"long_name", long_name}, {"rows", rows}};
}

}  // namespace sojourn::command
