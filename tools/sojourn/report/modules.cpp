#include "tools/sojourn/report/modules.hpp"

#include <algorithm>

#include "models/catalog.hpp"
#include "tools/sojourn/check/setting_catalog.hpp"

namespace sojourn::command {

namespace {

bool is_on(const Node& table) {
  const Node* enabled = table.find("enabled");
  const bool* on = enabled ? std::get_if<bool>(&enabled->value) : nullptr;
  return !on || *on;
}

const SettingInfo* info_of(const ScenarioTable* kind, const std::string& key) {
  if (!kind) return nullptr;
  const auto found = std::ranges::find(kind->keys, key, &SettingInfo::key);
  return found == kind->keys.end() ? nullptr : &*found;
}

}  // namespace

std::string text_at(const Node& table, const std::string& key) {
  const Node* value = table.find(key);
  return value ? as_text(*value).value_or("") : "";
}

ModuleBook::ModuleBook() : catalog_(models::standard_catalog()) {}

std::vector<ModuleOfRun> ModuleBook::read(const Node& modules) {
  std::vector<ModuleOfRun> all;
  if (!modules.is_table()) return all;
  for (const auto& [name, table] : modules.table()) {
    if (table.is_table()) all.push_back(described(name, table));
  }
  return all;
}

ModuleOfRun ModuleBook::described(const std::string& name, const Node& table) {
  ModuleOfRun module{name, text_at(table, "type"), "", "", is_on(table), &table, {}};
  const ScenarioTable* known = kind(module.type);
  if (const ModuleType* type = catalog_.find(module.type)) {
    module.stage = type->stage;
    module.summary = type->summary;
  }
  for (const auto& [key, value] : table.table()) {
    if (key == "type" || key == "enabled") continue;
    const SettingInfo* info = info_of(known, key);
    if (info && inline_toml(value) == info->default_text) continue;
    module.changed.push_back({key, info ? info->unit : "", &value});
  }
  return module;
}

const ScenarioTable* ModuleBook::kind(const std::string& type) {
  const ModuleType* known = catalog_.find(type);
  if (!known) return nullptr;
  auto found = kinds_.find(type);
  if (found == kinds_.end()) found = kinds_.emplace(type, settings_of(*known)).first;
  return &found->second;
}

const Node& modules_table(const Node& scenario) {
  static const Node kNone{Node::Table{}, {}};
  const Node* modules = scenario.find("modules");
  return modules && modules->is_table() ? *modules : kNone;
}

Json json_of(const std::vector<ModuleOfRun>& modules) {
  Json list = Json::array();
  for (const ModuleOfRun& module : modules) {
    Json changed = Json::array();
    for (const auto& [key, unit, value] : module.changed) {
      changed.push_back({{"key", key}, {"value", inline_toml(*value)}, {"unit", unit}});
    }
    list.push_back({{"name", module.name},
                    {"type", module.type},
                    {"stage", module.stage},
                    {"summary", module.summary},
                    {"enabled", module.enabled},
                    {"changed", changed}});
  }
  return list;
}

}  // namespace sojourn::command
