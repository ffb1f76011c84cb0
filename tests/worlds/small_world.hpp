#pragma once

#include <gtest/gtest.h>

#include <cmath>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "models/catalog.hpp"
#include "sim/input/scenario.hpp"
#include "sim/simulation.hpp"

namespace sojourn::testing {

using namespace models;

/// A scenario written in the test itself; its `format_version` is added.
inline Node scenario(const std::string& toml) {
  Diagnostics diagnostics;
  const auto node = parse_toml("format_version = 1\n" + toml, "test.toml", diagnostics);
  diagnostics.throw_if_any();
  return *node;
}

/// A scenario of this repository.
inline Node shipped(const std::string& name, std::vector<std::string> assignments = {}) {
  return load_scenario(
      {std::filesystem::path(SOJOURN_SOURCE_DIR) / "scenarios" / name, {}, std::move(assignments)});
}

/// TOML that switches the named modules off.
inline std::string without(const std::vector<std::string>& modules) {
  std::string text;
  for (const std::string& name : modules) text += "[modules." + name + "]\nenabled = false\n";
  return text;
}

/// The types of module that take part in every simulation at one stage, as the catalog has them.
inline std::vector<std::string> standard_at(const std::string& stage) {
  const Catalog catalog = standard_catalog();
  std::vector<std::string> names;
  for (const ModuleType& type : catalog.types()) {
    if (type.standard && type.stage == stage) names.push_back(type.type);
  }
  return names;
}
inline const std::vector<std::string> kPayoffs = standard_at("payoff");
inline const std::vector<std::string> kHazards = standard_at("hazard");

/// All names but one.
inline std::vector<std::string> all_but(std::vector<std::string> names, const std::string& one) {
  std::erase(names, one);
  return names;
}

inline std::unique_ptr<Simulation> simulate(const Node& scenario) {
  return std::make_unique<Simulation>(scenario, models::standard_catalog(), 1);
}
inline std::unique_ptr<Simulation> simulate(const std::string& toml) {
  return simulate(scenario(toml));
}

inline void run(Simulation& simulation, int ticks) {
  for (int t = 0; t < ticks; ++t) simulation.tick();
}

/// The module called `name` of one stage.
template <class List>
auto& module_called(const List& list, const std::string& name) {
  for (const auto& module : list) {
    if (module->name() == name) return *module;
  }
  throw std::invalid_argument("no module " + name);
}

/// The same scene at another tick.
inline Scene at_tick(const Scene& s, int tick) {
  Scene moved = s;
  moved.tick = tick;
  return moved;
}

/// How many standard deviations a count lies from what `n` trials of probability `p` lead one to
/// expect. Tests here refuse beyond 4.5 (a level of 7e-6, seeds fixed).
inline double deviation(double count, double n, double p) {
  return (count - n * p) / std::sqrt(n * p * (1 - p));
}
inline constexpr double kFar = 4.5;

}  // namespace sojourn::testing
