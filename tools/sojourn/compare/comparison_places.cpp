#include "tools/sojourn/compare/comparison_places.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "sim/record/run_file.hpp"
#include "tools/sojourn/compare/place_series.hpp"
#include "tools/sojourn/outcomes/no_value.hpp"

namespace sojourn::command {

namespace {

constexpr std::size_t kCellsInMemory = std::size_t{1} << 25;  // of series, at once

/// A series of all runs, row-major over regime, replicate, year, place.
struct Block {
  PlaceSeriesInfo info;
  std::vector<double> cells;
};

/// Series of the first run that is there.
std::vector<PlaceSeriesInfo> series_of(const Comparison& all) {
  for (const ComparedRegime& regime : all.regimes) {
    for (std::size_t r = 0; r < regime.files_of_runs.size(); ++r) {
      if (regime.runs[r]) return place_series(RunFile(regime.files_of_runs[r]));
    }
  }
  return {};
}

class PlaceBlocks {
 public:
  PlaceBlocks(const Comparison& all, std::vector<Block>& blocks) : all_(all), blocks_(blocks) {}

  void fill() {
    const std::size_t n = all_.n_runs() * cells_of_run();
    for (Block& block : blocks_) block.cells.assign(n, kNoValue);
    std::size_t at = 0;
    for (const ComparedRegime& regime : all_.regimes) {
      for (std::size_t r = 0; r < regime.runs.size(); ++r, at += cells_of_run()) {
        if (regime.runs[r]) fill_from(RunFile(regime.files_of_runs[r]), at);
      }
    }
  }

 private:
  std::size_t cells_of_run() const { return all_.years.size() * all_.world->places.size(); }

  void fill_from(const RunFile& run, std::size_t at) {
    for (Block& block : blocks_) {
      if (!has(run, block.info.name)) continue;
      auto to = block.cells.begin() + static_cast<std::ptrdiff_t>(at);
      for (const auto& year : place_values(run, *all_.world, block.info.name)) {
        to = std::ranges::copy(year, to).out;
      }
    }
  }

  /// A regime may lack an observer that another has.
  static bool has(const RunFile& run, const std::string& name) {
    return std::ranges::any_of(place_series(run),
                               [&](const auto& one) { return one.name == name; });
  }

  const Comparison& all_;
  std::vector<Block>& blocks_;
};

void write_map(Recorder& recorder, const World& world) {
  std::vector<std::string> ids, names;
  std::vector<double> latitudes, longitudes;
  std::vector<std::int64_t> countries;
  for (const Place& place : world.places) {
    ids.push_back(place.id);
    names.push_back(place.name);
    countries.push_back(place.state.value);
    latitudes.push_back(place.located ? place.latitude : kNoValue);
    longitudes.push_back(place.located ? place.longitude : kNoValue);
  }
  const auto citizens = ids.begin() + world.n_states;
  recorder.add_axis({"place", ids, {}, "1", "country, or place within one"});
  recorder.add_axis({"citizenship",
                     std::vector<std::string>(ids.begin(), citizens),
                     {},
                     "1",
                     "country of citizenship"});
  recorder.write<std::string>({"place_name", {"place"}, "1", "name of the place"}, names);
  recorder.write<double>({"latitude", {"place"}, "degrees_north", "NaN where it is nowhere"},
                         latitudes);
  recorder.write<double>({"longitude", {"place"}, "degrees_east", "NaN where it is nowhere"},
                         longitudes);
  recorder.write<std::int64_t>(
      {"country_of_place", {"place"}, "1", "index of its country on the axis citizenship"},
      countries);
  const PlaceArray& people = world.baseline.population;
  recorder.write<double>({"population", {"place"}, "persons", "people there at the start"},
                         std::vector<double>(people.begin(), people.end()));
}

void write_cells(Recorder& recorder, const std::string& name, const std::string& units,
                 const std::string& what, const ComparedCells& cells) {
  std::vector<double> means, differences, lows, highs;
  StudentLaw law;
  for (std::size_t g = 0; g < cells.values.size(); ++g) {
    for (std::size_t cell = 0; cell < cells.n_cells(); ++cell) {
      const MeanInterval difference = cells.difference(g, cell, law);
      means.push_back(cells.mean(g, cell));
      differences.push_back(difference.mean);
      lows.push_back(difference.low);
      highs.push_back(difference.high);
    }
  }
  const std::vector<std::string> axes{"regime", "citizenship", "place"};
  const std::string in_group = "corridors/" + name;
  recorder.write<double>({in_group, axes, units, what + ", mean of the replicates"}, means);
  recorder.write<double>({in_group + "_difference", axes, units,
                          what + ", mean of the paired differences to the reference"},
                         differences);
  recorder.write<double>({in_group + "_low", axes, units,
                          what + ", lower bound of the 95% interval of the differences"},
                         lows);
  recorder.write<double>({in_group + "_high", axes, units,
                          what + ", upper bound of the 95% interval of the differences"},
                         highs);
}

}  // namespace

void write_places(Recorder& recorder, const Comparison& all) {
  write_map(recorder, *all.world);
  recorder.add_group("places", "series by country, year by year");
  const std::vector<PlaceSeriesInfo> series = series_of(all);
  const std::size_t cells = all.n_runs() * all.years.size() * all.world->places.size();
  const std::size_t at_once =
      std::max<std::size_t>(1, kCellsInMemory / std::max<std::size_t>(1, cells));
  for (std::size_t first = 0; first < series.size(); first += at_once) {
    std::vector<Block> blocks;
    for (std::size_t k = first; k < std::min(series.size(), first + at_once); ++k) {
      blocks.push_back({series[k], {}});
    }
    PlaceBlocks(all, blocks).fill();
    for (const Block& block : blocks) {
      recorder.write<double>({"places/" + block.info.name,
                              {"regime", "replicate", "year", "place"},
                              block.info.units,
                              block.info.meaning},
                             block.cells);
    }
  }
}

void write_corridors(Recorder& recorder, const ComparedWorld& changes) {
  recorder.add_group("corridors", "people by citizenship and place, outside of their own country");
  write_cells(recorder, "stock", "persons", "people settled there in the last year", changes.stock);
  write_cells(recorder, "arrivals", "persons / year", "people who came to live there",
              changes.arrivals);
}

}  // namespace sojourn::command
