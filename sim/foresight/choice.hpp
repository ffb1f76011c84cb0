#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include "sim/base/parallel.hpp"
#include "sim/foresight/arrivals.hpp"
#include "sim/foresight/nests.hpp"
#include "sim/stages/catalog.hpp"
#include "sim/stages/stages.hpp"

namespace sojourn {

/// A destination and the way there.
struct Option {
  ChannelId channel;
  PlaceId destination;
};

/// The nested logit of one viewpoint over what its people can pay (McFadden 1978): an option has
/// the probability exp(V/d)/A_r * A_r^d/sum_s A_s^d, A_r the sum of exp(V/d) over its nest, d the
/// dissimilarity; with d = 1 the multinomial logit. Within a nest options lie in order of cost, so
/// the affordable ones are a prefix and a draw is two binary searches a nest.
class ChoiceRow {
 public:
  ChoiceRow() = default;
  /// Options with infinite cost, and those that `full` (channel * n_places + place) marks, are out.
  ChoiceRow(const PayoffRow& payoffs, const std::vector<char>* full, const Nests& nests = Nests());

  /// The option that u in (0, 1) names among those that `savings` [int. $] can pay; nothing if it
  /// pays for none.
  std::optional<Option> pick(double savings, double u) const;
  /// The same among those that `open` lets through.
  std::optional<Option> pick(double savings, double u,
                             const std::function<bool(Option)>& open) const;
  /// Inclusive value ln(sum A_r^d) over all options, affordable or not; -infinity without any.
  double logsum() const { return logsum_; }
  /// The same over those that `savings` can pay.
  double logsum(double savings) const;
  /// d*ln(A_r) over what `savings` can pay; -infinity where that is nothing.
  double logsum_in(std::size_t nest, double savings) const;
  /// Mean of `of_destination` over choices among all options; 0 without any.
  double mean(Eigen::Ref<const Eigen::ArrayXd> of_destination) const;
  /// Probability of an option among those that `savings` can pay.
  double share(Option option, double savings) const;
  /// Adds to `shares` each option's probability, averaged over intenders with these savings
  /// [int. $]; who can pay for nothing goes nowhere.
  void add_expected_shares(std::span<const double> savings, Arrivals& shares) const;

  double dissimilarity() const { return dissimilarity_; }
  std::size_t n_nests() const { return nests_.size(); }

 private:
  struct Item {
    double cost;
    double cumulative;  // over the nest, of exp((V - max V of the nest)/d)
    std::uint32_t option;
  };
  /// A run of items.
  struct Nest {
    std::size_t first = 0, n = 0;
    double best = -std::numeric_limits<double>::infinity();  // max V
  };

  Option option(std::uint32_t number) const {
    return {ChannelId(number / n_places_), PlaceId(number % n_places_)};
  }
  /// Weights A_r^d, where they are not A_r.
  void weigh();
  std::size_t affordable(const Nest& nest, double savings) const;
  /// Sum of exp((V - max V of the nest)/d) over the first n options of a nest.
  double sum(const Nest& nest, std::size_t n) const {
    return n == 0 ? 0 : items_[nest.first + n - 1].cumulative;
  }
  /// Its A_r^d, to the scale of max V.
  double weight(const Nest& nest, std::size_t n) const {
    if (n == 0) return 0;
    return weights_.empty() ? sum(nest, n) : weights_[nest.first + n - 1];
  }
  double total_weight(double savings) const;
  /// Calls fn(nest, n, p) for every nest of which `savings` pay for n > 0 options, chosen with
  /// probability p.
  template <class Fn>
  void each_reached(double savings, const Fn& fn) const;

  std::vector<Item> items_;  // by nest, then cost
  std::vector<Nest> nests_;
  std::vector<double> weights_;  // by item: A_r^d where the affordable end; empty where d is 1
  std::uint32_t n_places_ = 0;
  double dissimilarity_ = 1;
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
