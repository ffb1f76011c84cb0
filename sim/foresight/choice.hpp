#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include "sim/base/parallel.hpp"
#include "sim/foresight/arrivals.hpp"
#include "sim/foresight/cost_order.hpp"
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
  ChoiceRow(const PayoffRow& payoffs, const std::vector<char>* full, const Nests& nests = Nests()) {
    CostOrder order;
    fill(payoffs, full, nests, order);
  }
  /// The same in the place of what this row held; `order` is that of a row which may be like it.
  void fill(const PayoffRow& payoffs, const std::vector<char>* full, const Nests& nests,
            CostOrder& order);

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
  /// A run of options.
  struct Nest {
    std::size_t first = 0, n = 0;
    double best = -std::numeric_limits<double>::infinity();  // max V
  };

  Option option(std::uint32_t number) const {
    return {ChannelId(number / n_places_), PlaceId(number % n_places_)};
  }
  void clear();
  /// Takes options in order of cost over, nest after nest.
  void gather(std::span<const CostOrder::Priced> options, const Nests& nests);
  /// Finds the best of each nest, and of all.
  void find_best(const double* utility);
  /// Running sums of exp((V - max V)/d) over each nest.
  void accumulate(const double* utility);
  /// Weights A_r^d, where they are not A_r.
  void weigh();
  std::size_t affordable(const Nest& nest, double savings) const;
  /// Sum of exp((V - max V of the nest)/d) over the first n options of a nest.
  double sum(const Nest& nest, std::size_t n) const {
    return n == 0 ? 0 : cumulative_[nest.first + n - 1];
  }
  /// Its A_r^d, to the scale of max V.
  double weight(const Nest& nest, std::size_t n) const {
    if (n == 0) return 0;
    return weights_.empty() ? sum(nest, n) : weights_[nest.first + n - 1];
  }
  double total_weight(double savings) const;
  /// Where in a nest the running sums reach `level`, within its first n > 0 options.
  std::size_t position_of(const Nest& nest, std::size_t n, double level) const;
  std::optional<Option> pick_in_only_nest(double savings, double u) const;
  /// Calls fn(nest, n, p) for every nest of which `savings` pay for n > 0 options, chosen with
  /// probability p.
  template <class Fn>
  void each_reached(double savings, const Fn& fn) const;

  std::vector<double> cost_;            // by nest, then cost
  std::vector<double> cumulative_;      // over the nest, of exp((V - max V of the nest)/d)
  std::vector<std::uint16_t> options_;  // channel * n_places + place
  std::vector<Nest> nests_;
  std::vector<double> weights_;  // by option: A_r^d where the affordable end; empty where d is 1
  std::uint32_t n_places_ = 0;
  double dissimilarity_ = 1;
  double best_ = 0;  // max V
  double logsum_ = -std::numeric_limits<double>::infinity();
};

/// The terms and channels summed up for one viewpoint.
PayoffRow evaluate(const Scene& scene, const ModuleSet& modules, const Viewpoint& who);
/// The same of the places that a sponsor has for `who` (Rules::recruitment), at no cost.
PayoffRow evaluate_invitations(const Scene& scene, const ModuleSet& modules, const Viewpoint& who);

/// How to make a row in the place of what is in `row`.
using Payoffs = void(const Scene& scene, const ModuleSet& modules, const Viewpoint& who,
                     PayoffRow& row);
void payoffs_of_plans(const Scene& scene, const ModuleSet& modules, const Viewpoint& who,
                      PayoffRow& row);
void payoffs_of_invitations(const Scene& scene, const ModuleSet& modules, const Viewpoint& who,
                            PayoffRow& row);

/// What is full for a viewpoint, [channel * n_places + place].
using FullFor = std::function<std::vector<char>(const Viewpoint&)>;

/// Numbers viewpoints from 0 on: by citizenship, residence, schooling, age.
class ViewpointNumbers {
 public:
  ViewpointNumbers() = default;
  explicit ViewpointNumbers(const World& world)
      : n_places_(world.places.size()), n_states_(world.states().size()) {}

  std::size_t size() const { return n_states_ * n_places_ * kSkills * 2; }
  std::size_t of(const Viewpoint& who) const {
    const std::size_t pair = who.citizenship.index() * n_places_ + who.residence.index();
    return (pair * kSkills + position(who.skill)) * 2 + position(who.student_age);
  }

 private:
  std::size_t n_places_ = 0, n_states_ = 0;
};

/// Rows of many viewpoints, computed in parallel, found by viewpoint.
class ChoiceTable {
 public:
  /// `viewpoints` may repeat and be in any order; without `full` nothing is full. The rows of
  /// before leave their memory to those that come, unless these are far fewer.
  void compute(const Scene& scene, const ModuleSet& modules, std::vector<Viewpoint> viewpoints,
               const FullFor& full, Crew& crew, Payoffs* payoffs = payoffs_of_plans);
  const ChoiceRow& row(const Viewpoint& who) const { return rows_[row_of_[numbers_.of(who)]]; }
  /// Null where there is no row.
  const ChoiceRow* find(const Viewpoint& who) const {
    const std::uint32_t row = row_of_[numbers_.of(who)];
    return row == kNone ? nullptr : &rows_[row];
  }

 private:
  /// Rows of one residence, which cost much the same.
  struct Batch {
    std::size_t first, end;
    bool leads;  // the first of its residence
  };

  /// Makes it hold rows for n viewpoints, and not for many times as many.
  void make_room(std::size_t n);
  /// Numbers the rows, those of one residence together. @return viewpoints by row
  std::vector<Viewpoint> arrange(std::vector<Viewpoint> viewpoints);
  static std::vector<Batch> batches(const std::vector<Viewpoint>& viewpoints);

  static constexpr std::uint32_t kNone = 0xffffffff;
  ViewpointNumbers numbers_;
  std::vector<std::uint32_t> row_of_;     // by number; kNone where there is no row
  std::vector<ChoiceRow> rows_;           // those in use first
  std::vector<CostOrder::Known> orders_;  // by residence, as they were at the end of the last call
};

}  // namespace sojourn
