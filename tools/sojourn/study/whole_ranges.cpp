#include "tools/sojourn/study/whole_ranges.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <string>

#include "models/catalog.hpp"
#include "sim/input/assignment.hpp"
#include "sim/subworld/subworld.hpp"
#include "tools/sojourn/study/checked_scenario.hpp"

namespace sojourn::command {

namespace {

bool may_be_whole(const Variation& one) {
  return one.is_range() && std::floor(one.low) == one.low && std::floor(one.high) == one.high;
}

/// Whether the setting was read as a whole number.
bool is_whole(const Node& resolved, const std::string& path) {
  const Node* node = &resolved;
  for (const std::string& name : Assignment(path + "=0").path) {
    node = node->is_table() ? node->find(name) : nullptr;
    if (node == nullptr) return false;
  }
  return std::holds_alternative<std::int64_t>(node->value);
}

Node resolved_at_start(const std::vector<Variation>& variations, ScenarioRequest request) {
  for (const Variation& one : variations) {
    request.varied.push_back(one.is_range() ? fmt::format("{}={}", one.path, one.low)
                                            : one.path + "=" + one.values.front());
  }
  const Catalog catalog = models::standard_catalog();
  const Node scenario = load_scenario(request);
  if (!wants_cut(scenario)) return check_scenario(scenario, catalog).resolved;
  return check_scenario(cut_world(scenario, catalog).scenario, catalog).resolved;
}

}  // namespace

void find_whole_ranges(std::vector<Variation>& variations, ScenarioRequest request) {
  if (std::ranges::none_of(variations, may_be_whole)) return;
  try {
    const Node resolved = resolved_at_start(variations, std::move(request));
    for (Variation& one : variations) {
      one.whole = one.whole || (may_be_whole(one) && is_whole(resolved, one.path));
    }
  } catch (const InputError&) {
    return;
  }
}

}  // namespace sojourn::command
