#include "tools/sojourn/report/comparison/place_changes.hpp"

#include <algorithm>
#include <cmath>

#include "tools/sojourn/outcomes/no_value.hpp"
#include "tools/sojourn/report/page/page_values.hpp"

namespace sojourn::command {

namespace {

constexpr std::size_t kMostPairs = 40;  // of a regime and a series

/// Of the years from `first` on the mean in one place.
double mean_of_years(const PlaceShape& shape, std::span<const double> cells, std::size_t place,
                     std::size_t first) {
  if (cells.empty()) return kNoValue;
  double sum = 0;
  for (std::size_t year = first; year < shape.n_years; ++year) {
    sum += cells[year * shape.n_places + place];
  }
  return sum / static_cast<double>(shape.n_years - first);
}

}  // namespace

bool RoomForYears::take(const PlaceShape& shape) {
  const std::size_t wanted = 3 * shape.n_regimes * shape.n_cells();
  if (wanted > left_) return false;
  left_ -= wanted;
  return true;
}

PlaceSums::PlaceSums(std::string units, std::string long_name, PlaceShape shape)
    : units_(std::move(units)),
      long_name_(std::move(long_name)),
      shape_(shape),
      last_(shape.n_regimes * shape.n_places),
      all_(last_.size()),
      years_(shape.n_regimes * shape.n_cells()) {}

void PlaceSums::add(std::size_t regime, std::span<const double> cells,
                    std::span<const double> reference) {
  if (shape_.n_years == 0) return;
  for (std::size_t place = 0; place < shape_.n_places; ++place) {
    const std::size_t at = regime * shape_.n_places + place;
    add_change(place, shape_.n_years - 1, cells, reference, last_[at]);
    add_change(place, 0, cells, reference, all_[at]);
  }
  for (std::size_t cell = 0; cell < shape_.n_cells(); ++cell) {
    const double value = cells[cell];
    if (std::isnan(value)) continue;
    Year& year = years_[regime * shape_.n_cells() + cell];
    year.low = year.own.n() == 0 ? value : std::min(year.low, value);
    year.high = year.own.n() == 0 ? value : std::max(year.high, value);
    year.own.add(value);
    has_any_ = has_any_ || (std::isfinite(value) && value != 0);
  }
}

void PlaceSums::add_change(std::size_t place, std::size_t first, std::span<const double> cells,
                           std::span<const double> reference, Change& change) const {
  const double own = mean_of_years(shape_, cells, place, first);
  change.own.add(own);
  change.difference.add(own - mean_of_years(shape_, reference, place, first));
}

Json PlaceSums::json(RoomForYears& room) const {
  if (!has_any_) return nullptr;
  Json row = {
      {"units", units_}, {"long_name", long_name_}, {"last", over(last_)}, {"all", over(all_)}};
  if (room.take(shape_)) row["years"] = each_year();
  return row;
}

/// {"mean", "difference", "low", "high"} by regime and place.
Json PlaceSums::over(const std::vector<Change>& changes) const {
  Json all = {{"mean", Json::array()},
              {"difference", Json::array()},
              {"low", Json::array()},
              {"high", Json::array()}};
  StudentLaw law;
  for (std::size_t regime = 0; regime < shape_.n_regimes; ++regime) {
    Json mean = Json::array(), difference = mean, low = mean, high = mean;
    for (std::size_t place = 0; place < shape_.n_places; ++place) {
      const Change& change = changes[regime * shape_.n_places + place];
      const MeanInterval paired = change.difference.interval(law);
      mean.push_back(rounded(change.own.mean()));
      difference.push_back(rounded(paired.mean));
      low.push_back(rounded(paired.low));
      high.push_back(rounded(paired.high));
    }
    all["mean"].push_back(mean), all["difference"].push_back(difference);
    all["low"].push_back(low), all["high"].push_back(high);
  }
  return all;
}

/// {"mean", "low", "high"} of runs: [regime][place][year].
Json PlaceSums::each_year() const {
  Json all = {{"mean", Json::array()}, {"low", Json::array()}, {"high", Json::array()}};
  for (std::size_t regime = 0; regime < shape_.n_regimes; ++regime) {
    Json means = Json::array(), lows = means, highs = means;
    for (std::size_t place = 0; place < shape_.n_places; ++place) {
      Json mean = Json::array(), low = mean, high = mean;
      for (std::size_t year = 0; year < shape_.n_years; ++year) {
        const std::size_t cell = year * shape_.n_places + place;
        const Year& one = years_[regime * shape_.n_cells() + cell];
        mean.push_back(rounded(one.own.mean()));
        low.push_back(one.own.n() == 0 ? Json() : rounded(one.low));
        high.push_back(one.own.n() == 0 ? Json() : rounded(one.high));
      }
      means.push_back(mean), lows.push_back(low), highs.push_back(high);
    }
    all["mean"].push_back(means), all["low"].push_back(lows), all["high"].push_back(highs);
  }
  return all;
}

void add_changed_pairs(std::size_t regime, std::size_t n_places, const PairChanges& changes,
                       Json& rows) {
  std::vector<std::size_t> pairs;
  for (std::size_t pair = 0; pair < changes.difference.size(); ++pair) {
    const double difference = changes.difference[pair];
    if (std::isfinite(difference) && difference != 0) pairs.push_back(pair);
  }
  std::ranges::stable_sort(pairs, std::greater<>(),
                           [&](std::size_t pair) { return std::abs(changes.difference[pair]); });
  pairs.resize(std::min(pairs.size(), kMostPairs));
  for (const std::size_t pair : pairs) {
    rows.push_back(Json::Array{regime, pair / n_places, pair % n_places,
                               rounded(changes.mean[pair]), rounded(changes.difference[pair]),
                               rounded(changes.low[pair]), rounded(changes.high[pair])});
  }
}

}  // namespace sojourn::command
