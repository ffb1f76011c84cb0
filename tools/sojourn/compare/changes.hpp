#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "sim/world/world.hpp"
#include "tools/sojourn/compare/intervals.hpp"

namespace sojourn::command {

/// Cells in which runs of several regimes are held against each other: countries, or pairs of a
/// citizenship and a place.
struct ComparedCells {
  std::vector<std::vector<std::vector<double>>> values;  // [regime][replicate][cell]; NaN: missing
  std::vector<std::size_t> reference;                    // [regime]

  std::size_t n_cells() const;
  /// NaN: no run has it.
  double mean(std::size_t regime, std::size_t cell) const;
  /// Of the differences to the reference, replicate by replicate.
  MeanInterval difference(std::size_t regime, std::size_t cell, StudentLaw& law) const;

 private:
  std::vector<double> sample(std::size_t regime, std::size_t cell) const;
};

/// A country, or a pair of citizenship and place, that differs.
struct PlaceChange {
  std::size_t cell = 0;
  MeanInterval difference;
};

/// The `most` cells whose mean differs most from that of the reference, from the greatest gain to
/// the greatest loss. Cells without a difference are none.
std::vector<PlaceChange> greatest_changes(const ComparedCells& cells, std::size_t regime,
                                          std::size_t most);

/// What runs say of countries and of corridors in the last year.
struct ComparedWorld {
  ComparedCells foreigners;         // [place]
  ComparedCells stock;              // [citizenship * places + place]
  ComparedCells arrivals;           // likewise, per year of the span
  std::vector<std::string> places;  // ids
  std::vector<std::string> citizenships;
};

/// @param files [regime][replicate]; nothing where a run is missing
ComparedWorld compared_world(
    const World& world, const std::vector<std::vector<std::optional<std::filesystem::path>>>& files,
    const std::vector<std::size_t>& reference);

}  // namespace sojourn::command
