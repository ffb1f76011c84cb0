#pragma once

#include <map>
#include <string>
#include <vector>

#include "sim/record/dataset_info.hpp"
#include "sim/stages/catalog.hpp"
#include "tools/sojourn/outcomes/selection.hpp"

namespace sojourn::command {

/// A series over time, as selections see it.
struct KnownSeries {
  DatasetInfo info;    // without its axis of time
  bool whole = false;  // counts, which add up
};

/// What the observers of a scenario record over time, and what the ids on its axes are.
struct SeriesIndex {
  std::vector<KnownSeries> series;
  std::map<std::string, std::vector<std::string>> ids;      // by axis
  std::map<std::string, std::vector<std::string>> regions;  // places of a region, by its name
  std::map<std::string, std::string> place_of;              // id of a place, by its name
};

/// The index of what a run of the scenario would record. The scenario is known to be without fault.
SeriesIndex index_of(const Node& scenario, const Catalog& catalog);

/// A selection that fits an index, its regions replaced by their places.
struct ChosenCells {
  Selection selection;
  std::string units;
  std::string meaning;
  bool flow = false;    // happened during ticks: told per year
  bool counts = false;  // adds up: where there is nothing, it is 0
};

/// @throws InputError at `where`: no such series, axis or id, with the nearest known one; several
/// cells of a measure without sum() or mean()
ChosenCells choose_cells(const Selection& selection, const SeriesIndex& index, const Source& where);

}  // namespace sojourn::command
