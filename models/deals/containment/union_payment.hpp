#pragma once

#include <cmath>
#include <cstddef>
#include <numeric>
#include <span>
#include <stdexcept>
#include <vector>

#include "models/bargaining/voting_rule.hpp"

namespace sojourn::models {

/// Splits a union's payment [int. $ / year] over its members in proportion to `key`: their own
/// gains (ODD 7.11), or what the union agreed on (GDP). Equal parts where the key is all
/// 0. Needs a finite key >= 0 with a member, else std::invalid_argument.
inline std::vector<double> split_payment(double payment, std::span<const double> key) {
  double sum = 0;
  for (const double part : key) {
    if (!(part >= 0 && std::isfinite(part))) {
      throw std::invalid_argument("split_payment: needs a finite key >= 0");
    }
    sum += part;
  }
  if (key.empty()) throw std::invalid_argument("split_payment: a union without members");
  std::vector<double> parts(key.begin(), key.end());
  for (double& part : parts) {
    part = payment * (sum > 0 ? part / sum : 1 / static_cast<double>(key.size()));
  }
  return parts;
}

struct UnionVote {
  bool accepted = false;
  std::vector<int> objectors;  // members who would pay more than they gain, ascending
};

/// Members vote on their parts of a payment: a member objects where its own gain is below its part.
/// Under VotingRule::everyone() one objector is a veto. gains, parts, weights: one per member, same
/// unit for the first two, weights >= 0, else std::invalid_argument.
inline UnionVote vote_on_payment(std::span<const double> gains, std::span<const double> parts,
                                 std::span<const double> weights, const VotingRule& rule) {
  if (gains.size() != parts.size() || gains.size() != weights.size()) {
    throw std::invalid_argument("vote_on_payment: needs a gain, a part and a weight per member");
  }
  UnionVote vote;
  double in_favour = 0, total = 0;
  for (std::size_t i = 0; i < gains.size(); ++i) {
    if (!(weights[i] >= 0)) throw std::invalid_argument("vote_on_payment: a weight below 0");
    const double votes = rule.votes(weights[i]);
    total += votes;
    if (gains[i] < parts[i]) {
      vote.objectors.push_back(static_cast<int>(i));
    } else {
      in_favour += votes;
    }
  }
  vote.accepted = rule.adopted(in_favour, total);
  return vote;
}

}  // namespace sojourn::models
