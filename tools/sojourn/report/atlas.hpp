#pragma once

#include <map>
#include <string>
#include <vector>

#include "sim/input/node.hpp"
#include "sim/record/run_file.hpp"

namespace sojourn::command {

/// Where the places of a run lie and what they belong to, as its resolved scenario has it.
class Atlas {
 public:
  struct Country {
    std::string id, name;
    bool located = false;                // has a place on a map
    double latitude = 0, longitude = 0;  // [degrees]
    std::string region;                  // one label; "Other" without any
  };
  /// @throws ReadError: the file has no places, or its scenario cannot be read
  explicit Atlas(const RunFile& run);

  const std::vector<Country>& countries() const { return countries_; }
  std::size_t n_countries() const { return countries_.size(); }
  std::size_t n_places() const { return country_of_place_.size(); }
  /// By index on the axes `place`, `origin`, `destination`, `residence`.
  const std::vector<int>& country_of_place() const { return country_of_place_; }
  /// Index of the place called `id`; -1 if there is none.
  int place(const std::string& id) const;
  /// By country, its place in `region_names`.
  std::vector<int> region_of_country() const;
  struct Corridor {
    std::string from, to;  // places
    std::string mode, route;
  };
  /// By index on the axis `corridor`; empty where the scenario has others than the file.
  const std::vector<Corridor>& corridors() const { return corridors_; }
  const std::vector<std::string>& region_names() const { return region_names_; }
  /// The scenario as the file repeats it, with every default.
  const Node& scenario() const { return scenario_; }

 private:
  Node scenario_;
  std::vector<Country> countries_;
  std::vector<int> country_of_place_;
  std::vector<std::string> region_names_;
  std::map<std::string, int> place_index_;
  std::vector<Corridor> corridors_;
};

}  // namespace sojourn::command
