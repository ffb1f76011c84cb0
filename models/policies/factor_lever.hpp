#pragma once

#include <memory>
#include <string>

#include "models/policies/lever.hpp"

namespace sojourn::models {

/// A table of the rules by citizenship and place that holds factors; empty, all are 1.
using FactorTable = Grid<double, StateId, PlaceId> Rules::*;

/// A factor on what the module called `reader` reads from `table`.
struct Factor {
  std::string key;
  FactorTable table;
  std::string reader;
  std::string channel;  // by which those come whom it is about; empty: by none
};

/// Reads `factor.key`, by which all of the table that the policy means is multiplied; nothing for a
/// factor of 1. On a part of a tick it acts in proportion.
std::unique_ptr<PolicyLever> read_factor(Settings& settings, const PolicyScope& scope,
                                         const Factor& factor, Range range,
                                         const std::string& meaning);

}  // namespace sojourn::models
