#include "sim/stages/late_modules.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

namespace sojourn {

namespace {

bool strikes_at_random(const Node& module) {
  const Node* hazard = module.is_table() ? module.find("hazard") : nullptr;
  const auto* rate = hazard == nullptr ? nullptr : std::get_if<double>(&hazard->value);
  return rate != nullptr && *rate > 0;
}

/// When the module begins to act, where a date says so.
std::optional<Date> beginning(const Node& module) {
  if (strikes_at_random(module)) return std::nullopt;
  for (const char* key : {"start", "vote"}) {
    const Node* value = module.is_table() ? module.find(key) : nullptr;
    const auto* text = value == nullptr ? nullptr : std::get_if<std::string>(&value->value);
    if (text != nullptr) return parse_date(*text);
  }
  return std::nullopt;
}

bool takes_part(const Node& module) {
  const Node* enabled = module.is_table() ? module.find("enabled") : nullptr;
  const auto* truth = enabled == nullptr ? nullptr : std::get_if<bool>(&enabled->value);
  return truth == nullptr || *truth;
}

}  // namespace

std::vector<std::string> late_modules(const Node& modules, const World& world,
                                      const std::vector<std::string>& told) {
  std::vector<std::string> late;
  if (world.n_ticks == 0) return late;
  const Date end = world.calendar.date(world.n_ticks);
  for (const auto& [name, module] : modules.table()) {
    const std::string prefix = fmt::format("modules.{}: ", name);
    const auto begins = beginning(module);
    if (!begins || *begins < end || !takes_part(module)) continue;
    const auto is_of_it = [&](const std::string& text) { return text.starts_with(prefix); };
    if (std::ranges::any_of(told, is_of_it)) continue;
    late.push_back(fmt::format("{}it begins on {}, when the run has ended on {}, so it never acts",
                               prefix, to_string(*begins), to_string(end)));
  }
  return late;
}

}  // namespace sojourn
