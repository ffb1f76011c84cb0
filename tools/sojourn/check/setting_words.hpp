#pragma once

#include <string>

#include "sim/world/scenario_tables.hpp"

namespace sojourn::command {

/// "[run]", "[[country]]", "[areas.NAME]"
std::string heading_of(const ScenarioTable& table);

/// "real in [0, 5]", "text", "month | day".
std::string type_text(const SettingInfo& key);

/// What holds where a scenario does not say.
std::string default_text(const ScenarioTable& table, const SettingInfo& key);

}  // namespace sojourn::command
