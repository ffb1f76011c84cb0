// What regimes change where: series by country of compare.h5 as means and paired differences.
#include <cmath>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "tools/sojourn/outcomes/no_value.hpp"
#include "tools/sojourn/report/comparison/place_changes.hpp"
#include "tools/sojourn/report/page/page_data.hpp"

namespace sojourn::command {

namespace {

std::vector<const StoredDataset*> series_by_place(const RunFile& file) {
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

std::vector<double> part_of(const std::vector<double>& cells, std::size_t part, std::size_t n) {
  const auto begin = cells.begin() + static_cast<std::ptrdiff_t>(part * n);
  return {begin, begin + static_cast<std::ptrdiff_t>(n)};
}

/// A dataset over regime, citizenship and place with those of its differences.
Json corridor_rows(const RunFile& file, const std::string& name, std::size_t n_regimes) {
  const auto mean = file.reals(name), difference = file.reals(name + "_difference");
  const auto low = file.reals(name + "_low"), high = file.reals(name + "_high");
  const std::size_t n = mean.size() / std::max<std::size_t>(1, n_regimes);
  Json rows = Json::array();
  for (std::size_t regime = 0; regime < n_regimes; ++regime) {
    add_changed_pairs(regime, file.find(name)->shape[2],
                      {part_of(mean, regime, n), part_of(difference, regime, n),
                       part_of(low, regime, n), part_of(high, regime, n)},
                      rows);
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

/// `cells`: [regime][replicate][year][place].
Json changes_of(const StoredDataset& dataset, const std::vector<double>& cells,
                const std::vector<std::int64_t>& reference, RoomForYears& room) {
  const PlaceShape shape{dataset.shape[0], dataset.shape[2], dataset.shape[3]};
  const auto run = [&](std::size_t regime, std::size_t replicate) {
    return std::span(cells).subspan((regime * dataset.shape[1] + replicate) * shape.n_cells(),
                                    shape.n_cells());
  };
  PlaceSums sums(dataset.units, dataset.long_name, shape);
  for (std::size_t replicate = 0; replicate < dataset.shape[1]; ++replicate) {
    for (std::size_t regime = 0; regime < shape.n_regimes; ++regime) {
      const auto other = static_cast<std::size_t>(reference[regime]);
      sums.add(regime, run(regime, replicate), run(other, replicate));
    }
  }
  return sums.json(room);
}

}  // namespace

Json place_differences(const RunFile& file) {
  const std::vector<const StoredDataset*> all = series_by_place(file);
  if (all.empty() || !file.find("reference")) return nullptr;
  const std::vector<std::int64_t> reference = file.integers("reference");
  RoomForYears room;
  Json series = Json::object();
  for (const StoredDataset* dataset : all) {
    Json changes = changes_of(*dataset, file.reals(dataset->name), reference, room);
    if (!changes.is_null()) series[last_name(dataset->name)] = std::move(changes);
  }
  return {{"places", place_list(file)},
          {"citizenships", file.labels("citizenship")},
          {"years", file.labels("year")},
          {"series", series},
          {"corridors", changed_corridors(file, reference.size())}};
}

}  // namespace sojourn::command
