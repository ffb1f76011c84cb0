#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "sim/input/scenario.hpp"
#include "sim/stages/catalog.hpp"

namespace sojourn::command {

/// A policy: overlays that are laid over a scenario, on top of its own overlays.
struct RegimeFiles {
  std::string name;
  std::vector<std::filesystem::path> files;
};

/// Reads "[name=]FILE[+FILE...]"; the name of a regime without one is that of its files. "name="
/// has no files: the scenario as it is. What is the path of a file is one, whatever "+" and "=" it
/// has. @throws InputError
RegimeFiles parse_regime(const std::string& text);

/// The scenario under a regime.
ScenarioRequest under(const ScenarioRequest& scenario, const RegimeFiles& regime);

/// Those of `assignments` that belong to `scenario` before a regime begins: not those to modules
/// that only regimes have, since they would switch them on.
std::vector<std::string> past_assignments(const Node& scenario,
                                          const std::vector<std::string>& assignments,
                                          const Catalog& catalog);

/// The scenario as it is before a regime begins. @throws InputError
Node load_history(const ScenarioRequest& scenario, const Catalog& catalog);

/// The tick on which a regime begins during the run. @throws InputError: no date, or not within the
/// run; `option` is where the user wrote it
int branch_tick(const std::string& date, const World& world, const std::string& option);

/// The scenario with another seed.
Node with_seed(Node scenario, std::uint64_t seed);

}  // namespace sojourn::command
