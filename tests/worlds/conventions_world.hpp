#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "sim/input/node.hpp"
#include "sim/input/settings.hpp"

namespace sojourn::testing {

/// The worlds of claim M5: that of 1990 (scenarios/conventions_1990.toml), and drawn ones of 190
/// states without any figure of a real state. Stocks and populations stand still, so that nothing
/// but what states decide moves; one arm of the tests lets whole runs go on beside it.

/// Behavioural settings that are drawn, uniformly over these ranges.
extern const std::map<std::string, Range> kConventionRanges;

struct ConventionArm {
  bool drawn_world = false;                // else that of 1990
  bool drawn_settings = true;              // else the catalog's defaults
  std::map<std::string, double> set = {};  // keys of modules.conventions that are not drawn
  bool permuted = false;                   // control: each state in the position of another
  bool lean = false;  // switches off modules that do nothing where nobody moves
};

/// The scenario of replicate `number`: settings drawn, the seed its own.
Node convention_scenario(std::uint64_t number, const ConventionArm& arm);

struct ConventionOutcome {
  bool adopted = false;  // a text within the first tick of votes
  std::string forum;
  double depth = 0, hardness = 0;
  int yes = 0, no = 0;             // governments
  int against = 0;                 // large receivers that did not vote for it
  std::vector<int> members_after;  // states that are in, by years from 0 to 27
  int after_13 = 0, after_27 = 0;
  int large = 0, large_in = 0;  // large receivers: of the twenty states with the most foreigners
                                // those with a net position above 0.3; after 27 years
  double covered = 0;           // share of the world's migrants who live in states that are in
};
std::vector<ConventionOutcome> play_conventions(std::size_t replicates, const ConventionArm& arm);

/// A whole run of the scenario, people and all.
ConventionOutcome run_conventions(const Node& scenario);

}  // namespace sojourn::testing
