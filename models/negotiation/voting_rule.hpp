#pragma once

#include <stdexcept>

namespace sojourn {

/// Whose consent a text needs.
class VotingRule {
 public:
  /// All of them: a bilateral deal, a forum that works by consensus.
  static constexpr VotingRule everyone() { return {Kind::kEveryone, 1}; }
  /// More than half of the heads.
  static constexpr VotingRule majority() { return {Kind::kMajority, 0.5}; }
  /// At least the share `quota` in (0, 1] of the weights, else std::invalid_argument.
  static constexpr VotingRule weighted(double quota) {
    if (!(quota > 0 && quota <= 1)) throw std::invalid_argument("weighted: quota not in (0, 1]");
    return {Kind::kWeighted, quota};
  }

  constexpr bool needs_all() const { return kind_ == Kind::kEveryone; }
  /// What a party of this weight counts for.
  constexpr double votes(double weight) const { return kind_ == Kind::kWeighted ? weight : 1; }
  /// `in_favour` and `total` are sums of votes. Their rounding, below 1e-12, decides nothing.
  constexpr bool adopted(double in_favour, double total) const {
    if (kind_ == Kind::kMajority) return in_favour > quota_ * total * (1 + kRounding);
    return in_favour > 0 && in_favour >= quota_ * total * (1 - kRounding);
  }

 private:
  enum class Kind { kEveryone, kMajority, kWeighted };
  static constexpr double kRounding = 1e-12;
  constexpr VotingRule(Kind kind, double quota) : kind_(kind), quota_(quota) {}

  Kind kind_;
  double quota_;
};

}  // namespace sojourn
