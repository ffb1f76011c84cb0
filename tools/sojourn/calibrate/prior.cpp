#include "tools/sojourn/calibrate/prior.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <optional>

#include "models/catalog.hpp"
#include "sim/input/assignment.hpp"
#include "sim/world/scenario_tables.hpp"
#include "sim/world/world_reader.hpp"
#include "tools/sojourn/study/whole_ranges.hpp"

namespace sojourn::command {

namespace {

[[noreturn]] void refuse_setting(const std::string& path, const std::string& why) {
  throw InputError(Source{"--fit"}, path + ": " + why);
}

/// The type of the module that the scenario calls `name`.
std::string type_of(const Node& scenario, const std::string& name) {
  const Node* modules = scenario.find("modules");
  const Node* module = modules == nullptr ? nullptr : modules->find(name);
  const Node* type = module == nullptr || !module->is_table() ? nullptr : module->find("type");
  const auto* text = type == nullptr ? nullptr : std::get_if<std::string>(&type->value);
  return text == nullptr ? name : *text;
}

/// Every setting of a kind of module, as it introduces them.
std::vector<SettingInfo> settings_of(const ModuleType& type) {
  Diagnostics none;
  Node resolved;
  const World world = read_world(sample_scenario(), none, resolved);
  Settings settings(nullptr, "modules." + type.type, nullptr);
  ModuleSet modules;
  type.make(settings, world, type.type, modules);
  return settings.introduced();
}

Variation declared(const std::string& path, const Node& scenario) {
  const std::vector<std::string> names = Assignment(path + "=0").path;
  if (names.size() != 3 || names[0] != "modules") {
    refuse_setting(path, "expected a range, path=low..high: only settings of modules declare one");
  }
  const Catalog catalog = models::standard_catalog();
  const ModuleType* type = catalog.find(type_of(scenario, names[1]));
  if (type == nullptr) {
    std::vector<std::string> known;
    for (const ModuleType& one : catalog.types()) known.push_back(one.type);
    refuse_setting(path, "unknown module" + nearest_hint(names[1], known));
  }
  const std::vector<SettingInfo> settings = settings_of(*type);
  const auto info = std::ranges::find(settings, names[2], &SettingInfo::key);
  if (info == settings.end()) {
    std::vector<std::string> known;
    for (const SettingInfo& one : settings) known.push_back(one.key);
    refuse_setting(path, "unknown setting" + nearest_hint(names[2], known));
  }
  if (info->type != "real" && info->type != "integer") {
    refuse_setting(path, fmt::format("expected a number, and this is {}", info->type));
  }
  if (!std::isfinite(info->low) || !std::isfinite(info->high)) {
    refuse_setting(path, "expected a range, path=low..high: the one declared has no end");
  }
  Variation range;
  range.path = path;
  range.low = info->low;
  range.high = info->high;
  range.whole = info->type == "integer";
  return range;
}

}  // namespace

std::vector<Variation> prior_of(const std::vector<std::string>& texts,
                                const ScenarioRequest& scenario) {
  if (texts.empty()) {
    throw InputError(Source{"--fit"}, "expected at least one setting, PATH or PATH=low..high");
  }
  const Node files = load_scenario(scenario);
  std::vector<Variation> ranges;
  for (const std::string& text : texts) {
    const bool given = text.find('=') != std::string::npos;
    ranges.push_back(given ? parse_variation(text, "--fit") : declared(text, files));
    if (!ranges.back().is_range()) refuse_setting(text, "expected a range, path=low..high");
  }
  refuse_repeated(ranges, "--fit");
  find_whole_ranges(ranges, scenario);
  return ranges;
}

}  // namespace sojourn::command
