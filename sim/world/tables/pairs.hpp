#pragma once

#include <set>
#include <utility>

#include "sim/input/settings.hpp"
#include "sim/world/world.hpp"

namespace sojourn {

/// Distance and proximity of every two places, by the weights in the table `world`.
void read_pairs(Settings& settings, World& world);

/// The rows of `pair`: how near two places are where coordinates do not tell.
class PairReader {
 public:
  explicit PairReader(World& world) : world_(world) {}
  void operator()(Settings& row);
  /// Notes places without a location of which a pair is not told.
  void refuse_unknown_pairs(Diagnostics& diagnostics, const Source& where) const;

 private:
  World& world_;
  std::set<std::pair<PlaceId, PlaceId>> seen_;
};

}  // namespace sojourn
