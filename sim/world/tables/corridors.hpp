#pragma once

#include <set>
#include <string>
#include <tuple>

#include "sim/world/tables/reading.hpp"
#include "sim/world/world.hpp"

namespace sojourn {

/// The table `seasons`.
void read_seasons(const Reading& reading, World& world);

/// The rows of `corridor`.
class CorridorReader {
 public:
  explicit CorridorReader(World& world) : world_(world) {}
  void operator()(Settings& row);

 private:
  void read_crossing(Settings& row, Corridor& edge, double known_km);
  void require_season(Settings& row, const std::string& season) const;

  World& world_;
  std::set<std::tuple<std::string, std::string, std::string, std::string>> seen_;
};

/// The graph of all corridors that were read.
void join_corridors(World& world);

}  // namespace sojourn
