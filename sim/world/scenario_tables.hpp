#pragma once

#include <set>
#include <string>
#include <vector>

#include "sim/input/settings.hpp"

namespace sojourn {

/// A table of a scenario file and what it may hold: for `describe` and the schema.
struct ScenarioTable {
  enum class Kind { kTable, kRows, kNamed };  // [run], [[country]], [areas.NAME]

  std::string name;
  Kind kind = Kind::kTable;
  std::vector<SettingInfo> keys;
  std::set<std::string> computed = {};  // keys whose default follows from other values
};

/// Every table that read_world() knows, as it introduces them itself.
std::vector<ScenarioTable> scenario_tables();

/// A small scenario that uses every table; modules can be made in its world.
Node sample_scenario();

}  // namespace sojourn
