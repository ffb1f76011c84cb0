#pragma once

#include <stdexcept>

#include "sim/world/institutions.hpp"

namespace sojourn::models {

/// What was said when a text was put to the vote [votes].
struct Tally {
  double yes = 0, no = 0, abstain = 0;
};

/// Whose consent a text needs.
class VotingRule {
 public:
  /// All of them: a bilateral deal, a forum that works by consensus. Who abstains does not object.
  static constexpr VotingRule everyone() { return {Kind::kEveryone, 1}; }
  /// More than half of the heads.
  static constexpr VotingRule majority() { return {Kind::kMajority, 0.5}; }
  /// At least the share `quota` in (0, 1] of the weights, else std::invalid_argument.
  static constexpr VotingRule weighted(double quota) { return {Kind::kWeighted, checked(quota)}; }
  /// More than half, and at least the share `quota`, of the delegates, of whom a government sends
  /// two and its employers and workers one each (Constitution of the ILO, articles 3 and 19, where
  /// a convention needs two thirds).
  static constexpr VotingRule tripartite(double quota = 0.5) {
    return {Kind::kTripartite, checked(quota) > 0.5 ? quota : 0.5};
  }
  static constexpr VotingRule of(const Forum& forum) {
    switch (forum.rule) {
      case DecisionRule::kMajority:
        return majority();
      case DecisionRule::kWeighted:
        return weighted(forum.quota);
      case DecisionRule::kTripartite:
        return tripartite(forum.quota);
      case DecisionRule::kConsensus:
        return everyone();
    }
    return everyone();
  }

  constexpr bool needs_all() const { return kind_ == Kind::kEveryone; }
  constexpr bool weighs() const { return kind_ == Kind::kWeighted; }
  constexpr bool seats_employers_and_workers() const { return kind_ == Kind::kTripartite; }
  /// What a party of this weight counts for.
  constexpr double votes(double weight) const { return weighs() ? weight : 1; }
  /// `in_favour` and `total` are sums of votes. Their rounding, below 1e-12, decides nothing.
  constexpr bool adopted(double in_favour, double total) const {
    const bool enough = in_favour > 0 && in_favour >= quota_ * total * (1 - kRounding);
    const bool needs_more_than_half = kind_ == Kind::kMajority || kind_ == Kind::kTripartite;
    return enough && (!needs_more_than_half || in_favour > 0.5 * total * (1 + kRounding));
  }
  /// After the practice of these bodies: of the votes cast, but of all weights.
  constexpr bool adopted(const Tally& tally) const {
    return adopted(tally.yes, tally.yes + tally.no + counted(tally));
  }
  /// What is in favour beyond what is needed [votes]; adds up over voters, and adoption goes with
  /// its sign, where not everyone is needed.
  constexpr double margin(const Tally& tally) const {
    return tally.yes - quota_ * (tally.yes + tally.no + counted(tally));
  }

 private:
  enum class Kind { kEveryone, kMajority, kWeighted, kTripartite };
  static constexpr double kRounding = 1e-12;
  constexpr VotingRule(Kind kind, double quota) : kind_(kind), quota_(quota) {}
  static constexpr double checked(double quota) {
    if (!(quota > 0 && quota <= 1)) throw std::invalid_argument("VotingRule: quota not in (0, 1]");
    return quota;
  }
  constexpr double counted(const Tally& tally) const { return weighs() ? tally.abstain : 0; }

  Kind kind_;
  double quota_;
};

}  // namespace sojourn::models
