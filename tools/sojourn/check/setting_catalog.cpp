#include "tools/sojourn/check/setting_catalog.hpp"

#include "sim/world/world_reader.hpp"

namespace sojourn::command {

namespace {

std::vector<SettingInfo> introduced_in(const char* start, const ModuleType& type) {
  Node scenario = sample_scenario();
  Node run{Node::Table{}, {}};
  run.table()["start"].value = std::string(start);
  scenario.table()["run"] = run;
  Diagnostics ignored;
  Node resolved;
  const World world = read_world(scenario, ignored, resolved);
  Settings settings(nullptr, "modules." + type.type, nullptr);
  ModuleSet set;
  type.make(settings, world, type.type, set);
  return settings.introduced();
}

}  // namespace

ScenarioTable settings_of(const ModuleType& type) {
  ScenarioTable table{type.type, ScenarioTable::Kind::kTable, introduced_in("2015-01", type)};
  const std::vector<SettingInfo> elsewhere = introduced_in("2016-01", type);
  for (std::size_t i = 0; i < table.keys.size(); ++i) {
    if (elsewhere[i].default_text != table.keys[i].default_text) {
      table.computed.insert(table.keys[i].key);
    }
  }
  return table;
}

}  // namespace sojourn::command
