#pragma once

#include "models/forums/positions.hpp"
#include "models/bargaining/bargain_terms.hpp"
#include "models/parties/entries.hpp"
#include "sim/stages/stages.hpp"

namespace sojourn::models {

/// Who counts for how much in the world.
struct PowerTerms {
  double exponent = 1;    // power is the share of GDP^exponent; 0: all alike
  double leverage = 1.5;  // rho, in proportion to the exponent up to 1: with equal power between
                          // two none is left to the makers of policy either
  bool permuted = false;  // GDP dealt out anew among states: a control
};

/// Reads Positions off the world: net positions and diasporas by stocks, pressure by excess cost
/// and the routes of unasked arrivals.
class PositionReader {
 public:
  PositionReader(Settings& settings, const World& world);
  void bind(const ModuleSet& modules) { entries_.bind(modules); }

  /// Adds what happened in the previous tick; every tick.
  void update(const Scene& scene);
  Positions read(const Scene& scene, const PowerTerms& power) const;
  /// People abroad without a secure place, of the world's people, over kUsualInsecure.
  static double salience(const Scene& scene);
  static constexpr double kUsualInsecure =
      0.003;  // refugees and asylum seekers in the world, 1990s

 private:
  IdealTerms terms_;
  Entries entries_;
  std::vector<PlaceArray> recent_;  // excess in the last twelve months [GDP share / year]
};

}  // namespace sojourn::models
