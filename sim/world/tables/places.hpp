#pragma once

#include "sim/input/settings.hpp"
#include "sim/world/world.hpp"

namespace sojourn {

/// Rows of `country`: each is a state and its own vertex of the graph.
class CountryReader {
 public:
  explicit CountryReader(World& world) : world_(world) {}
  void operator()(Settings& row);
  /// Once all countries are known.
  void refuse_unknown_ties(Diagnostics& diagnostics) const;

 private:
  World& world_;
  std::vector<Source> ties_;  // where the colonial ties of each country were written
};

/// A row of `place`: what it does not say is as in its country.
void read_place(Settings& row, World& world);

}  // namespace sojourn
