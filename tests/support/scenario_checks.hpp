#pragma once

#include <map>
#include <string>
#include <vector>

#include "models/catalog.hpp"
#include "sim/input/scenario.hpp"
#include "sim/simulation.hpp"
#include "sim/stages/module_builder.hpp"
#include "sim/world/world_reader.hpp"

namespace sojourn::testing {

/// A behavioural setting that is not the catalog's default.
struct Deviation {
  std::string path;  // "modules.wage.b_wage"
  Node value;
  Node fallback;
};

/// The resolved settings of `scenario` that differ from the catalog's defaults. Shocks are world
/// data and `enabled` is a switch: neither counts. Modules of other stages that the scenario adds
/// beside the standard ones are compared with their type's defaults; when they start is a switch.
inline std::vector<Deviation> deviations(const Node& scenario, const Catalog& catalog) {
  Diagnostics diagnostics;
  Node world_resolved, resolved;
  const World world = read_world(scenario, diagnostics, world_resolved);
  ModuleBuilder(catalog, scenario, world, diagnostics, resolved).build();
  diagnostics.throw_if_any();
  std::vector<Deviation> found;
  for (const auto& [name, table] : resolved.table()) {
    const Node* type_name = table.find("type");
    const std::string type_text =
        type_name == nullptr ? name : std::get<std::string>(type_name->value);
    const ModuleType* type = catalog.find(type_text);
    if (type == nullptr || type->stage == Shock::kStage) continue;
    Settings defaults(nullptr, name, nullptr);
    ModuleSet unused;
    type->make(defaults, world, name, unused);
    for (const auto& [key, value] : table.table()) {
      const Node* fallback = defaults.resolved().find(key);
      if (key == "type" || key == "enabled" || key == "start" || fallback == nullptr ||
          value == *fallback)
        continue;
      found.push_back({"modules." + name + "." + key, value, *fallback});
    }
  }
  return found;
}

/// What breaks the rule of claims (ODD 8.2): settings that are neither the default nor
/// a number within the range that the claim declares for them. Empty if the rule is kept.
inline std::vector<std::string> undeclared(const Node& scenario, const Catalog& catalog,
                                           const std::map<std::string, Range>& declared) {
  std::vector<std::string> broken;
  for (const Deviation& deviation : deviations(scenario, catalog)) {
    const auto range = declared.find(deviation.path);
    const double* real = std::get_if<double>(&deviation.value.value);
    const auto* integer = std::get_if<std::int64_t>(&deviation.value.value);
    const double value = real != nullptr      ? *real
                         : integer != nullptr ? static_cast<double>(*integer)
                                              : std::nan("");
    if (range != declared.end() && value >= range->second.low && value <= range->second.high) {
      continue;
    }
    broken.push_back(deviation.path + " = " + inline_toml(deviation.value) + ", default " +
                     inline_toml(deviation.fallback));
  }
  return broken;
}

}  // namespace sojourn::testing
