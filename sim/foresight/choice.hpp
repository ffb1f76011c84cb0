#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include "sim/base/parallel.hpp"
#include "sim/foresight/arrivals.hpp"
#include "sim/stages/catalog.hpp"
#include "sim/stages/stages.hpp"

namespace sojourn {

/// A destination and the way there.
struct Option {
  ChannelId channel;
  PlaceId destination;
};

/// The multinomial logit of one viewpoint over what its people can pay. Options lie in order of
/// cost, so the affordable ones are a prefix and a draw is two binary searches.
class ChoiceRow {
 public:
  ChoiceRow() = default;
  /// Options with infinite cost, and those that `full` (channel * n_places + place) marks, are out.
  ChoiceRow(const PayoffRow& payoffs, const std::vector<char>* full);

  /// The option that u in (0, 1) names among those that `savings` [int. $] can pay; nothing if it
  /// pays for none.
  std::optional<Option> pick(double savings, double u) const;
  /// The same among those that `open` lets through.
  std::optional<Option> pick(double savings, double u,
                             const std::function<bool(Option)>& open) const;
  /// Inclusive value ln(sum exp V) over all options, affordable or not; -infinity without any.
  double logsum() const { return logsum_; }
  /// The same over those that `savings` can pay.
  double logsum(double savings) const;
  /// Mean of `of_destination` over choices among all options; 0 without any.
  double mean(Eigen::Ref<const Eigen::ArrayXd> of_destination) const;
  /// Probability of an option among those that `savings` can pay.
  double share(Option option, double savings) const;
  /// Adds to `shares` each option's probability, averaged over intenders with these savings
  /// [int. $]; who can pay for nothing goes nowhere.
  void add_expected_shares(std::span<const double> savings, Arrivals& shares) const;

 private:
  Option option(std::uint32_t number) const {
    return {ChannelId(number / n_places_), PlaceId(number % n_places_)};
  }

  struct Item {
    double cost;
    double cumulative;  // of exp(V - max V)
    std::uint32_t option;
  };
  std::vector<Item> items_;  // by cost
  std::uint32_t n_places_ = 0;
  double best_ = 0;  // max V
  double logsum_ = -std::numeric_limits<double>::infinity();
};

/// The terms and channels summed up for one viewpoint.
PayoffRow evaluate(const Scene& scene, const ModuleSet& modules, const Viewpoint& who);
/// The same of the places that a sponsor has for `who` (Rules::recruitment), at no cost.
PayoffRow evaluate_invitations(const Scene& scene, const ModuleSet& modules, const Viewpoint& who);

/// What is full for a viewpoint, [channel * n_places + place].
using FullFor = std::function<std::vector<char>(const Viewpoint&)>;

/// Rows of many viewpoints, computed in parallel, found by viewpoint.
class ChoiceTable {
 public:
  /// `viewpoints` may repeat and be in any order; without `full` nothing is full.
  void compute(const Scene& scene, const ModuleSet& modules, std::vector<Viewpoint> viewpoints,
               const FullFor& full, Crew& crew, decltype(evaluate)* payoffs = evaluate);
  const ChoiceRow& row(const Viewpoint& who) const { return rows_[row_of_[number(who)]]; }
  /// Null where there is no row.
  const ChoiceRow* find(const Viewpoint& who) const {
    const std::uint32_t row = row_of_[number(who)];
    return row == kNone ? nullptr : &rows_[row];
  }

 private:
  std::size_t number(const Viewpoint& who) const;

  static constexpr std::uint32_t kNone = 0xffffffff;
  std::size_t n_places_ = 0;
  std::vector<std::uint32_t> row_of_;  // by number; kNone where there is no row
  std::vector<ChoiceRow> rows_;
};

}  // namespace sojourn
