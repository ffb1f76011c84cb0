#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "models/unions/leaving.hpp"
#include "sim/input/node.hpp"

namespace sojourn::testing {

/// scenarios/world.toml with the unions of its overlay, whose members look and do not leave.
Node world_with_unions(int persons_per_agent, int ticks);
/// scenarios/enlargement_2004.toml with the European Union as an actor, alike.
Node enlargement_with_a_union(int persons_per_agent, int ticks);

/// What every member of the union `eu` saw in every January of a run, [year][member].
using MembersByYear = std::vector<std::vector<models::MemberFacts>>;
struct UnionHistory {
  std::vector<std::string> ids;  // by StateId
  MembersByYear years;
};
UnionHistory union_history(const Node& scenario);

/// What tools/studies/thresholds/unions.toml asks for.
const Node& union_thresholds();

/// Settings of leaving drawn from the ranges of tools/studies/thresholds/unions.toml, evenly in
/// their logarithms, and factors on the addends of the gain that follow from them.
struct DrawnLeaving {
  models::LeavingWeights weights;
  double out = 1, reciprocal = 1, net_inflow = 1;
};
DrawnLeaving drawn_leaving(std::uint64_t number);

/// A cause that is taken away.
enum class Without { kNothing, kAttachment, kAbroad, kYears, kTies, kContribution, kSurprise };

/// Chance of having left by the end, mean over draws 0 to n - 1, of all who were members in a
/// January, as (id, chance), the likeliest first; who joined later had fewer years.
std::vector<std::pair<std::string, double>> exit_chances(const UnionHistory& history, std::size_t n,
                                                         Without without);
double chance_of(const std::vector<std::pair<std::string, double>>& chances, const std::string& id);

}  // namespace sojourn::testing
