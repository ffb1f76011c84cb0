#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "sim/input/source.hpp"
#include "tools/sojourn/console/json.hpp"
#include "tools/sojourn/report/run_view.hpp"

namespace sojourn::command {

/// What somebody counted: a row of a table as docs/FORMAT.md describes it.
struct Observation {
  std::string series;                       // dataset of the run file
  std::map<std::string, std::string> keys;  // by axis, its label; axes left out are added up
  std::string date;                         // "2015", "2015-04" or "2015-04-20"
  double value = 0;
  Source where;
};

/// A file with series that observations are held against: a run by ticks, or what `compare` keeps
/// of one by years.
struct TimedFile {
  const RunFile& file;
  std::string axis;                   // "time" or "year"
  std::vector<std::string> labels;    // on it
  std::vector<int> country_of_place;  // by index on the axes of places
  std::size_t n_countries;

  bool is_by_years() const { return axis == "year"; }
};
TimedFile timed(const RunView& run);

/// The rows of a CSV table, each held against the axes and labels of the file.
/// @throws InputError: with file, line, column and the nearest known word
std::vector<Observation> read_observations(const std::filesystem::path& table,
                                           const TimedFile& file);

/// How ticks and places of a series become one number: stocks, flows, or measures.
Over over_of(const StoredDataset& dataset);

/// All that is observed of one series, by year, month or day, beside what runs have there. Of what
/// `compare` keeps a stock is the mean of its year, and months and days lie outside.
struct HeldAgainst {
  std::string series;
  std::map<std::string, std::string> keys;
  std::string unit;                            // "year", "month" or "day"
  std::vector<std::string> labels;             // of the periods of the run
  std::vector<double> observed;                // by label; NaN: nothing
  std::vector<std::vector<double>> simulated;  // [run][label]; NaN: the run has not the whole of it
  std::size_t n_outside = 0;                   // observed at other dates

  bool is_of(const HeldAgainst& other) const {
    return series == other.series && keys == other.keys && unit == other.unit;
  }
};

/// @param runs of the same series, places and dates
/// @throws InputError: one thing twice
std::vector<HeldAgainst> held_against(const std::vector<Observation>& observations,
                                      const std::vector<TimedFile>& runs);

/// {"series", "keys", "units", "long_name", "stock", "unit", "labels", "observed", "outside"}
Json observed_head(const HeldAgainst& one, const TimedFile& file);
/// null where nothing is known.
Json rounded_all(const std::vector<double>& values);

/// [{"series", "keys", "units", "long_name", "unit", "labels", "observed", "runs"}]: what is
/// observed of one series, by year, month or day, beside what every run has there. `observed` and
/// each of `runs` are by label, null where nothing is known, or where the run has a part of the
/// year alone.
/// @throws InputError: one thing twice
Json observed(const std::vector<Observation>& observations, const std::vector<TimedFile>& runs);

}  // namespace sojourn::command
