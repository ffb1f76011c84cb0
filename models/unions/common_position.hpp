#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "models/bargaining/voting_rule.hpp"
#include "sim/input/settings.hpp"

namespace sojourn::models {

/// How a union comes to one position of its members'.
struct UnionRule {
  enum class Decides { kMean, kQualified, kUnanimity };
  enum class Weight { kPeople, kGdp, kStates };
  enum class Divided { kAbstain, kEach };

  Decides decides = Decides::kQualified;
  Weight weight = Weight::kPeople;
  Divided divided = Divided::kAbstain;
  double quota = 0.65;  // of the weights, for a qualified decision

  UnionRule() = default;
  explicit UnionRule(Settings& settings);
  VotingRule voting() const {
    return decides == Decides::kUnanimity ? VotingRule::everyone() : VotingRule::weighted(quota);
  }
};

/// What a text is worth to a union whose members it is worth `worth` to, at `weights` > 0, one
/// each.
///   mean: the weighted mean.
///   qualified, unanimity: of those above `band` the weighted mean, where they carry the rule's
///   decision; else of those below -band, where they do; within the band one abstains, which stops
///   no unanimous decision but counts in a qualified one. Nothing: it is divided, as where a quota
///   of half is carried by both sides.
/// Nothing, too, where there is no member.
std::optional<double> common_worth(const UnionRule& rule, std::span<const double> worth,
                                   std::span<const double> weights, double band);

/// Where a union would have a text whose members would have it at `ideal`: at the weighted mean; at
/// the furthest that members of the quota of the weights would go to; at the furthest that all
/// would. Needs a member.
double common_ideal(const UnionRule& rule, std::span<const double> ideal,
                    std::span<const double> weights);

}  // namespace sojourn::models
