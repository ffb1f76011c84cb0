#pragma once

#include <string>
#include <vector>

#include "sim/record/run_file.hpp"
#include "sim/world/world.hpp"

namespace sojourn::command {

/// A series by place and year that every run of a comparison has.
struct PlaceSeriesInfo {
  std::string name;  // "wage"; "foreigners" is made of stocks
  std::string units;
  std::string meaning;
};

/// Those of a file of write_outcomes(): what lies over (year, place), and what is made of stocks,
/// arrivals and departures.
std::vector<PlaceSeriesInfo> place_series(const RunFile& run);

/// One of them: [year][place]. @throws ReadError
std::vector<std::vector<double>> place_values(const RunFile& run, const World& world,
                                              const std::string& name);

/// By citizenship and place, outside of the own country: row-major [citizenship * places + place].
/// NaN in a run that does not record them.
struct CorridorValues {
  std::vector<double> stock;     // settled, mean of the last year [persons]
  std::vector<double> arrivals;  // over the span [persons / year]
};
CorridorValues corridor_values(const RunFile& run, const World& world);

}  // namespace sojourn::command
