#pragma once

#include "models/compacts/assessment.hpp"
#include "models/compacts/participation.hpp"
#include "sim/stages/stages.hpp"

namespace sojourn::models {

/// How often members' practice is published, and what is learnt from it.
struct Review {
  double every = 4;       // [years]
  double learning = 0.5;  // share of the way to what is published

  Review() = default;
  explicit Review(Settings& s)
      : every(s.real("review", "years", {1, 100}, Review{}.every,
                     "between reviews, at which what members do is published")),
        learning(s.real("learning", "1", {0, 1}, Review{}.learning,
                        "share of the way to what is published that expectations of the unseen "
                        "go at a review")) {}
};

/// What a fund costs its donors.
struct FundTerms {
  double price = 2e-3;  // [recipient's GDP / year]

  FundTerms() = default;
  explicit FundTerms(Settings& s)
      : price(s.real("fund_price", "GDP / year", {0, 1}, FundTerms{}.price,
                     "of the recipient's GDP, what donors pay for a capacity of 1")) {}
};

/// Fills `fund` and `offered`. Donors are members who receive people; of what the fund would be if
/// all receivers paid, they pay the share of all receivers' GDP that is theirs (before there are
/// members, all of it is expected). Of its part a member that complies less than the mean member
/// loses the share `withhold`.
void give(const Scene& scene, double fund, double withhold, const Eigen::ArrayXd& in,
          const StateObjective& practice, CompactStates& states);

/// By state, what comes in from the fund or is paid into it [int. $ / year]; sums to 0. Members who
/// receive people pay by their GDP for what the other members get; `in`: 1 for members.
StateArray payments(const Scene& scene, double price, const Eigen::ArrayXd& in,
                    const CompactStates& states);

}  // namespace sojourn::models
