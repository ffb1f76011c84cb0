#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "tools/sojourn/compare/changes.hpp"
#include "tools/sojourn/compare/intervals.hpp"
#include "tools/sojourn/outcomes/run_outcomes.hpp"

namespace sojourn::command {

/// One row of a comparison: a regime, at one point where settings are varied.
struct ComparedRegime {
  std::string name;                // "bilateral", or "bilateral, modules.wage.b_wage=0.8"
  std::string files;               // "a.toml+b.toml"
  std::string modules;             // resolved, as TOML
  std::vector<std::string> point;  // values of the parameters
  std::size_t reference = 0;       // the row it is held against
  std::vector<std::optional<RunOutcomes>> runs;           // [replicate]
  std::vector<std::string> keys;                          // [replicate]: names of the runs
  std::vector<std::filesystem::path> files_of_runs = {};  // [replicate], where there is one

  /// NaN where a run is missing.
  std::vector<double> sample(std::size_t outcome) const;
};

struct Comparison {
  std::vector<AskedOutcome> outcomes;             // by which it is compared
  std::map<std::string, std::string> attributes;  // text attributes of the file
  std::vector<std::string> parameters;            // paths that are varied
  std::vector<std::int64_t> seeds;                // [replicate]
  std::vector<double> years;                      // calendar years that are compared
  std::vector<ComparedRegime> regimes;
  std::optional<World> world;            // of the first row, whose places all have
  std::optional<ComparedWorld> changes;  // of countries and corridors, unless they are too many

  std::size_t n_runs() const { return regimes.size() * seeds.size(); }
  std::size_t n_finished() const;
  bool complete() const { return n_finished() == n_runs(); }
  MeanInterval mean(std::size_t regime, std::size_t outcome) const;
  /// Of the differences to the reference, replicate by replicate.
  MeanInterval difference(std::size_t regime, std::size_t outcome) const;
};

}  // namespace sojourn::command
