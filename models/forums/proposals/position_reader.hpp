#pragma once

#include "models/bargaining/bargain_terms.hpp"
#include "models/forums/proposals/positions.hpp"
#include "models/parties/first_entries.hpp"
#include "models/parties/position.hpp"
#include "sim/stages/stages.hpp"

namespace sojourn::models {

/// Who counts for how much in the world.
struct PowerTerms {
  double exponent = 1;    // power is the share of GDP^exponent; 0: all alike
  double leverage = 1.5;  // rho, times min(exponent, 1): who counts all states alike has no makers
                          // of policy either
  bool permuted = false;  // GDP dealt out anew among states: a control
};

/// Reads Positions off the world: net positions and diasporas by stocks, pressure by excess cost
/// and the routes of unasked arrivals.
class PositionReader {
 public:
  PositionReader(Settings& settings, const World& world);
  void bind(const ModuleSet& modules) { first_entries_.bind(modules); }

  /// Adds what happened in the previous tick; every tick.
  void update(const Scene& scene);
  Positions read(const Scene& scene, const PowerTerms& power) const;
  /// People abroad without a secure place, of the world's people, over `usual_insecure`.
  double salience(const Scene& scene) const;
  template <class Keeper>
  void state(Keeper& archive) {
    archive(first_entries_, recent_);
  }

 private:
  IdealTerms terms_;
  NetPosition net_position_;
  Diaspora diaspora_;
  double usual_insecure_, usual_foreigners_, usual_excess_;
  FirstEntries first_entries_;
  std::vector<PlaceArray> recent_;  // excess in the last twelve months [GDP share / year]
};

}  // namespace sojourn::models
