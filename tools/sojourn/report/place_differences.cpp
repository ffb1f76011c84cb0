// What regimes change where: series by country of compare.h5 as means and paired differences.
#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "tools/sojourn/compare/intervals.hpp"
#include "tools/sojourn/outcomes/no_value.hpp"
#include "tools/sojourn/report/page/page_data.hpp"

namespace sojourn::command {

namespace {

// Cells of all series, by year, that a page carries; of more the years are left out.
constexpr std::size_t kMostCellsByYear = 250'000;
constexpr std::size_t kMostCorridors = 40;  // of a regime and a series

/// A dataset over regime, replicate, year, place.
class PlaceSeries {
 public:
  PlaceSeries(const RunFile& file, const StoredDataset& dataset)
      : n_replicates_(dataset.shape[1]),
        n_years_(dataset.shape[2]),
        n_places_(dataset.shape[3]),
        cells_(file.reals(dataset.name)) {}

  bool is_empty() const {
    return std::ranges::none_of(cells_, [](double v) { return std::isfinite(v) && v != 0; });
  }
  /// Of the years [first, end) the mean, by replicate; NaN for a missing run.
  std::vector<double> sample(std::size_t regime, std::size_t place, std::size_t first,
                             std::size_t end) const {
    std::vector<double> values;
    for (std::size_t r = 0; r < n_replicates_; ++r) {
      double sum = 0;
      for (std::size_t year = first; year < end; ++year) {
        sum += cells_[((regime * n_replicates_ + r) * n_years_ + year) * n_places_ + place];
      }
      values.push_back(end > first ? sum / static_cast<double>(end - first) : kNoValue);
    }
    return values;
  }
  std::size_t n_years() const { return n_years_; }
  std::size_t n_places() const { return n_places_; }

 private:
  std::size_t n_replicates_, n_years_, n_places_;
  std::vector<double> cells_;
};

/// {"mean", "difference", "low", "high"} by regime and place, over some years.
Json over_years(const PlaceSeries& series, const std::vector<std::int64_t>& reference,
                std::size_t first, std::size_t end) {
  Json all = {{"mean", Json::array()},
              {"difference", Json::array()},
              {"low", Json::array()},
              {"high", Json::array()}};
  for (std::size_t regime = 0; regime < reference.size(); ++regime) {
    Json mean = Json::array(), difference = mean, low = mean, high = mean;
    for (std::size_t place = 0; place < series.n_places(); ++place) {
      const auto own = series.sample(regime, place, first, end);
      const auto other =
          series.sample(static_cast<std::size_t>(reference[regime]), place, first, end);
      const MeanInterval paired = student_interval(paired_differences(own, other));
      mean.push_back(rounded(student_interval(own).mean));
      difference.push_back(rounded(paired.mean));
      low.push_back(rounded(paired.low));
      high.push_back(rounded(paired.high));
    }
    all["mean"].push_back(mean);
    all["difference"].push_back(difference);
    all["low"].push_back(low);
    all["high"].push_back(high);
  }
  return all;
}

/// Means of replicates: [regime][place][year].
Json by_year(const PlaceSeries& series, std::size_t n_regimes) {
  Json regimes = Json::array();
  for (std::size_t regime = 0; regime < n_regimes; ++regime) {
    Json places = Json::array();
    for (std::size_t place = 0; place < series.n_places(); ++place) {
      Json years = Json::array();
      for (std::size_t year = 0; year < series.n_years(); ++year) {
        const auto sample = series.sample(regime, place, year, year + 1);
        years.push_back(rounded(student_interval(sample).mean));
      }
      places.push_back(years);
    }
    regimes.push_back(places);
  }
  return regimes;
}

std::vector<const StoredDataset*> place_series(const RunFile& file) {
  const std::vector<std::string> axes{"regime", "replicate", "year", "place"};
  std::vector<const StoredDataset*> found;
  for (const StoredDataset& dataset : file.datasets()) {
    if (dataset.axes == axes && dataset.type != ColumnType::kText) found.push_back(&dataset);
  }
  return found;
}

std::string last_name(const std::string& path) {
  return path.substr(path.find_last_of('/') + 1);
}

Json place_list(const RunFile& file) {
  const std::vector<std::string> ids = file.labels("place");
  const auto reals = [&](const char* name) {
    return file.find(name) ? file.reals(name) : std::vector<double>(ids.size(), kNoValue);
  };
  const auto latitude = reals("latitude"), longitude = reals("longitude");
  const auto names = file.find("place_name") ? file.texts("place_name") : ids;
  Json list = Json::array();
  for (std::size_t i = 0; i < ids.size(); ++i) {
    list.push_back({{"id", ids[i]},
                    {"name", names[i].empty() ? ids[i] : names[i]},
                    {"located", std::isfinite(latitude[i]) && std::isfinite(longitude[i])},
                    {"latitude", rounded(latitude[i])},
                    {"longitude", rounded(longitude[i])}});
  }
  return list;
}

/// A dataset over regime, citizenship and place with those of its differences.
Json corridor_rows(const RunFile& file, const std::string& name, std::size_t n_regimes) {
  const auto mean = file.reals(name), difference = file.reals(name + "_difference");
  const auto low = file.reals(name + "_low"), high = file.reals(name + "_high");
  const std::size_t n_cells = mean.size() / std::max<std::size_t>(1, n_regimes);
  const std::size_t n_places = file.find(name)->shape[2];
  Json rows = Json::array();
  for (std::size_t regime = 0; regime < n_regimes; ++regime) {
    std::vector<std::size_t> cells;
    for (std::size_t cell = regime * n_cells; cell < (regime + 1) * n_cells; ++cell) {
      if (std::isfinite(difference[cell]) && difference[cell] != 0) cells.push_back(cell);
    }
    std::ranges::stable_sort(cells, std::greater<>(),
                             [&](std::size_t cell) { return std::abs(difference[cell]); });
    cells.resize(std::min(cells.size(), kMostCorridors));
    for (const std::size_t cell : cells) {
      const std::size_t pair = cell - regime * n_cells;
      rows.push_back(Json::Array{regime, pair / n_places, pair % n_places, rounded(mean[cell]),
                                 rounded(difference[cell]), rounded(low[cell]),
                                 rounded(high[cell])});
    }
  }
  return rows;
}

Json changed_corridors(const RunFile& file, std::size_t n_regimes) {
  const std::vector<std::string> axes{"regime", "citizenship", "place"};
  Json all = Json::object();
  for (const StoredDataset& dataset : file.datasets()) {
    if (dataset.axes != axes || !file.find(dataset.name + "_difference")) continue;
    all[last_name(dataset.name)] = {{"units", dataset.units},
                                    {"long_name", dataset.long_name},
                                    {"rows", corridor_rows(file, dataset.name, n_regimes)}};
  }
  return all;
}

}  // namespace

Json place_differences(const RunFile& file) {
  const std::vector<const StoredDataset*> all = place_series(file);
  if (all.empty() || !file.find("reference")) return nullptr;
  const std::vector<std::int64_t> reference = file.integers("reference");
  std::size_t n_cells = 0;
  for (const StoredDataset* dataset : all) n_cells += dataset->n_cells() / dataset->shape[1];
  Json series = Json::object();
  for (const StoredDataset* dataset : all) {
    const PlaceSeries one(file, *dataset);
    if (one.is_empty() || one.n_years() == 0) continue;
    Json row = {{"units", dataset->units},
                {"long_name", dataset->long_name},
                {"last", over_years(one, reference, one.n_years() - 1, one.n_years())},
                {"all", over_years(one, reference, 0, one.n_years())}};
    if (n_cells <= kMostCellsByYear) row["years"] = by_year(one, reference.size());
    series[last_name(dataset->name)] = row;
  }
  return {{"places", place_list(file)},
          {"citizenships", file.labels("citizenship")},
          {"years", file.labels("year")},
          {"series", series},
          {"corridors", changed_corridors(file, reference.size())}};
}

}  // namespace sojourn::command
