#include "tools/sojourn/check/setting_words.hpp"

#include <fmt/format.h>

#include <cmath>

#include "tools/sojourn/console/text.hpp"

namespace sojourn::command {

std::string heading_of(const ScenarioTable& table) {
  using enum ScenarioTable::Kind;
  if (table.kind == kRows) return "[[" + table.name + "]]";
  return table.kind == kNamed ? "[" + table.name + ".NAME]" : "[" + table.name + "]";
}

std::string type_text(const SettingInfo& key) {
  if (!key.options.empty()) return joined(key.options, " | ");
  const std::string unset = std::isnan(key.unset) ? "" : fmt::format(", or {:g}", key.unset);
  const bool below = std::isfinite(key.low), above = std::isfinite(key.high);
  if (below && above)
    return fmt::format("{} in [{:g}, {:g}]{}", key.type, key.low, key.high, unset);
  if (below) return fmt::format("{} >= {:g}", key.type, key.low);
  return above ? fmt::format("{} <= {:g}", key.type, key.high) : key.type;
}

std::string default_text(const ScenarioTable& table, const SettingInfo& key) {
  if (table.computed.contains(key.key)) return "(computed)";
  if (key.is_required()) return "(required)";
  return key.default_text.empty() ? "(none)" : key.default_text;
}

}  // namespace sojourn::command
