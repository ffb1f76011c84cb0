#pragma once

#include <set>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "sim/input/settings.hpp"
#include "sim/world/world.hpp"

namespace sojourn {

inline constexpr Range kStockRange{0, 2e10};  // [persons]

/// The rows of `stock`.
class StockReader {
 public:
  explicit StockReader(World& world) : world_(world) {}
  void operator()(Settings& row);
  /// Notes where the stocks in a place add up to more than its population.
  void refuse_more_foreigners_than_people(Diagnostics& diagnostics) const;

 private:
  World& world_;
  std::set<std::tuple<std::string, std::string, std::string>> seen_;
  std::vector<Source> where_;  // the persons of each of World::stocks were written
};

/// The rows of `affinity`.
class AffinityReader {
 public:
  explicit AffinityReader(World& world) : world_(world) {}
  void operator()(Settings& row);

 private:
  World& world_;
  std::set<std::pair<std::string, std::string>> seen_;
};

}  // namespace sojourn
