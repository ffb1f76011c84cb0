#pragma once

#include <map>
#include <string>
#include <vector>

#include "sim/input/node.hpp"
#include "sim/stages/catalog.hpp"
#include "sim/world/scenario_tables.hpp"
#include "tools/sojourn/console/json.hpp"

namespace sojourn::command {

/// A module of a resolved scenario, with what it has that its kind does not have by default.
struct ModuleOfRun {
  struct Setting {
    std::string key, unit;
    const Node* value;
  };
  std::string name, type, stage, summary;
  bool enabled = true;
  const Node* table;
  std::vector<Setting> changed;
};

/// The text that a table has under a key; empty where it has none.
std::string text_at(const Node& table, const std::string& key);

/// What kinds of modules have by default; each kind is asked once.
class ModuleBook {
 public:
  ModuleBook();
  /// Those of a scenario, by name. Kinds that this program does not know have every setting among
  /// the changed ones. The nodes are those of `modules`, which outlives the list.
  /// @param modules the table `modules` of a resolved scenario
  std::vector<ModuleOfRun> read(const Node& modules);

 private:
  ModuleOfRun described(const std::string& name, const Node& table);
  const ScenarioTable* kind(const std::string& type);

  Catalog catalog_;
  std::map<std::string, ScenarioTable> kinds_;
};

/// The table `modules` of a scenario; an empty one without it.
const Node& modules_table(const Node& scenario);

/// [{"name", "type", "stage", "summary", "enabled", "changed": [{"key", "value", "unit"}]}]
Json json_of(const std::vector<ModuleOfRun>& modules);

}  // namespace sojourn::command
