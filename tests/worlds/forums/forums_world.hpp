#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "models/forums/politics.hpp"
#include "sim/input/node.hpp"
#include "sim/input/settings.hpp"

namespace sojourn::testing {

using namespace models;

/// The world of claims B1, B2, B3 and B5: states with random people, incomes and regions, and the
/// stocks that these lead to by gravity, all drawn. Nobody moves: what states want of each other is
/// that of the start, so that only institutions change.

/// Behavioural settings that are drawn, uniformly over these ranges.
extern const std::map<std::string, Range> kForumRanges;

struct ForumsArm {
  int states = 40;
  int years = 33;
  double alignment = 1;  // of income with what draws people: 1 as in the world, 0 none, -1 reversed
  std::map<std::string, std::string> set = {};  // settings of the arm, as TOML
  std::string forums = {};                      // [forums.NAME] tables
};

Node forums_scenario(std::uint64_t number, const ForumsArm& arm);

/// What a run made of it.
struct ForumsOutcome {
  std::vector<Forum> forums;
  std::vector<Pathway> pathways;  // of every reform
  ForumAttempts attempts;
  std::vector<ForumExit> exits;
  double veto = 0;       // of a treaty among all, at the end
  double demand = 0;     // mean, on the first tick
  double spread = 0;     // 1 - HHI of the last year's decisions
  double bilateral = 0;  // share of them
  std::vector<Event> events;

  int born() const;
  int alive() const;
  int formal_born() const;
};
ForumsOutcome run_forums(std::uint64_t number, const ForumsArm& arm);
std::vector<ForumsOutcome> run_forum_worlds(std::size_t replicates, const ForumsArm& arm);

}  // namespace sojourn::testing
