#pragma once

#include <set>
#include <tuple>

#include "sim/input/settings.hpp"
#include "sim/world/world.hpp"

namespace sojourn {

/// Reads rows of the table `visa`: who needs what to enter where, from which day on.
class VisaReader {
 public:
  /// `world` must have its countries, and outlive this.
  explicit VisaReader(World& world) : world_(world) {}
  void row(Settings& row);
  /// Puts the rows in order of their dates; warns of those that come after the run.
  void finish();

 private:
  void warn_of_late_rows();

  World& world_;
  std::set<std::tuple<StateId, StateId, Date>> seen_;
};

}  // namespace sojourn
