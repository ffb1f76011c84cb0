#pragma once

#include <Eigen/Core>
#include <map>
#include <string>
#include <vector>

#include "models/compacts/compact.hpp"
#include "sim/input/node.hpp"
#include "sim/input/settings.hpp"

namespace sojourn::testing {

using namespace models;

/// The world of claims T1 to T5: forty-eight made-up states in six regions, whose incomes, people,
/// administrations and emigrants are drawn, and a compact with the Global Compact's objectives,
/// whose costs, values, practice and precision are drawn. Nobody moves: states alone act.

/// Behavioural settings that are drawn, uniformly over these ranges.
extern const std::map<std::string, Range> kCompactRanges;
/// What a text is like: what the claims vary, no behaviour.
extern const std::map<std::string, Range> kCompactDesign;
/// Figures of objectives that are drawn, by list.
extern const std::map<std::string, Range> kObjectiveRanges;

constexpr int kCompactStates = 48;

struct CompactArm {
  double hardness = 0.1;
  int years = 10;
  bool balanced = false;  // every state is as much obligor as beneficiary of everything
  bool shock = false;     // a fifth of the governments turn against it in kShockYear
  std::map<std::string, double> set = {};  // without "modules.compact."
  auto operator<=>(const CompactArm&) const = default;
};
constexpr int kShockYear = 6;  // after the vote

Node compact_scenario(std::uint64_t number, const CompactArm& arm);
/// Whether a state's government turns in a world with a shock.
bool is_hit(int state);

/// The state of things each January, [0] is the first after the vote.
struct CompactYear {
  Eigen::ArrayXd in;          // by state: 1 a member
  StateObjective compliance;  // of all states, were they bound by custom or the text they joined
  double custom = 0;
  bool treaty = false;
  Eigen::ArrayXd in_treaty;
  double members() const { return in.mean(); }
  /// Mean over members and objectives.
  double mean() const;
};
struct CompactOutcome {
  bool adopted = false;
  int withdrawals = 0;
  std::vector<CompactYear> years;
  Eigen::ArrayXd income, cost;         // by state; by objective, as put to the vote
  Eigen::ArrayXd substance, practice;  // by objective, as put to the vote
};

CompactOutcome run_compact(std::uint64_t number, const CompactArm& arm);
/// Worlds 0 to n - 1.
std::vector<CompactOutcome> run_compacts(std::size_t n, const CompactArm& arm);

}  // namespace sojourn::testing
