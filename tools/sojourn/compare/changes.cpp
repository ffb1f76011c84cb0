#include "tools/sojourn/compare/changes.hpp"

#include <algorithm>
#include <cmath>

#include "tools/sojourn/compare/place_series.hpp"
#include "tools/sojourn/outcomes/no_value.hpp"

namespace sojourn::command {

namespace {

/// Sums over citizenships, by place.
std::vector<double> by_place(const std::vector<double>& corridors, std::size_t n_places) {
  std::vector<double> sums(n_places, 0);
  for (std::size_t cell = 0; cell < corridors.size(); ++cell) {
    sums[cell % n_places] += corridors[cell];
  }
  return sums;
}

}  // namespace

std::size_t ComparedCells::n_cells() const {
  for (const auto& regime : values) {
    if (!regime.empty()) return regime.front().size();
  }
  return 0;
}

std::vector<double> ComparedCells::sample(std::size_t regime, std::size_t cell) const {
  std::vector<double> values_there;
  for (const auto& run : values[regime]) values_there.push_back(run[cell]);
  return values_there;
}

double ComparedCells::mean(std::size_t regime, std::size_t cell) const {
  RunningSample all;
  for (const auto& run : values[regime]) all.add(run[cell]);
  return all.mean();
}

MeanInterval ComparedCells::difference(std::size_t regime, std::size_t cell,
                                       StudentLaw& law) const {
  return student_interval(paired_differences(sample(regime, cell), sample(reference[regime], cell)),
                          law);
}

std::vector<PlaceChange> greatest_changes(const ComparedCells& cells, std::size_t regime,
                                          std::size_t most) {
  std::vector<PlaceChange> all;
  StudentLaw law;
  for (std::size_t cell = 0; cell < cells.n_cells(); ++cell) {
    const MeanInterval difference = cells.difference(regime, cell, law);
    if (std::isnan(difference.mean) || difference.mean == 0) continue;
    all.push_back({cell, difference});
  }
  const auto larger = [](const PlaceChange& a, const PlaceChange& b) {
    return std::abs(a.difference.mean) > std::abs(b.difference.mean);
  };
  std::ranges::stable_sort(all, larger);
  if (all.size() > most) all.resize(most);
  std::ranges::stable_sort(all, std::greater<>(),
                           [](const PlaceChange& change) { return change.difference.mean; });
  return all;
}

ComparedWorld compared_world(
    const World& world, const std::vector<std::vector<std::optional<std::filesystem::path>>>& files,
    const std::vector<std::size_t>& reference) {
  ComparedWorld all;
  for (const Place& place : world.places) all.places.push_back(place.id);
  all.citizenships.assign(all.places.begin(), all.places.begin() + world.n_states);
  const std::size_t n = all.places.size(), n_pairs = n * all.citizenships.size();
  for (ComparedCells* cells : {&all.foreigners, &all.stock, &all.arrivals}) {
    cells->reference = reference;
    cells->values.resize(files.size());
  }
  for (std::size_t g = 0; g < files.size(); ++g) {
    for (const auto& file : files[g]) {
      CorridorValues found{std::vector<double>(n_pairs, kNoValue),
                           std::vector<double>(n_pairs, kNoValue)};
      if (file) found = corridor_values(RunFile(*file), world);
      all.foreigners.values[g].push_back(by_place(found.stock, n));
      all.stock.values[g].push_back(std::move(found.stock));
      all.arrivals.values[g].push_back(std::move(found.arrivals));
    }
  }
  return all;
}

}  // namespace sojourn::command
