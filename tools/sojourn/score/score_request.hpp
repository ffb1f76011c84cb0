#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace sojourn::command {

/// What `sojourn score` was asked for.
struct ScoreRequest {
  std::vector<std::filesystem::path> runs;  // run files, or folders of them: replicates of one run
  std::filesystem::path reference;          // CSV table: a long one of flows, or of observed series
  std::string value;                        // its column
  std::string series;                       // of the runs; empty: transitions, or departures
  int period = 0;     // first year of the one that is scored; 0: the last covered
  int years = 0;      // its length; 0: from one period of the reference to the next
  std::string train;  // "1990..2000", first years; empty: all before the scored
  std::filesystem::path stock = {};
  std::string stock_value;  // empty: "stock"
  std::filesystem::path kinds = {};
  std::string kind_values;  // "out,back,onward"
  bool common = false;      // leave out rows of countries that the runs have not
  std::filesystem::path json = {}, csv = {};
  bool force = false;
};

}  // namespace sojourn::command
