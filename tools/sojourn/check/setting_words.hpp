#pragma once

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <cmath>
#include <string>

#include "sim/world/scenario_tables.hpp"

namespace sojourn::command {

/// "[run]", "[[country]]", "[areas.NAME]"
inline std::string heading_of(const ScenarioTable& table) {
  using enum ScenarioTable::Kind;
  if (table.kind == kRows) return "[[" + table.name + "]]";
  return table.kind == kNamed ? "[" + table.name + ".NAME]" : "[" + table.name + "]";
}

/// "real in [0, 5]", "text", "one of month, day".
inline std::string type_text(const SettingInfo& key) {
  if (!key.options.empty()) return fmt::format("{}", fmt::join(key.options, " | "));
  const bool below = std::isfinite(key.low), above = std::isfinite(key.high);
  if (below && above) return fmt::format("{} in [{:g}, {:g}]", key.type, key.low, key.high);
  if (below) return fmt::format("{} >= {:g}", key.type, key.low);
  return above ? fmt::format("{} <= {:g}", key.type, key.high) : key.type;
}

/// What holds where a scenario does not say.
inline std::string default_text(const ScenarioTable& table, const SettingInfo& key) {
  if (table.computed.contains(key.key)) return "(computed)";
  return key.default_text.empty() ? "(required)" : key.default_text;
}

}  // namespace sojourn::command
