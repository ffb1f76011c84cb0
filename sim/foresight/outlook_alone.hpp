#pragma once

#include <vector>

#include "sim/foresight/choice.hpp"
#include "sim/stages/stages.hpp"

namespace sojourn {

/// Outlook's mean field for many changes at once: what the residents of one place would do if one
/// state alone changed, for every state in turn. The worth of an option depends on its origin and
/// its destination alone. So one row in which all other states have changed holds the options of
/// every single change.
class OutlookAlone {
 public:
  /// `now` is the scene of which prospects are known; it must outlive this.
  OutlookAlone(const Scene& now, PlaceId origin);

  /// Expected arrivals as things are.
  const Arrivals& now() const { return arrivals_now_; }
  /// Expected arrivals at each place if the place's state alone were as in `others`. The origin's
  /// own state must be the same in `others` as now; arrivals at its places are those of now().
  Arrivals if_alone(const Scene& others) const;

 private:
  /// exp(V/d), to a scale common to all rows, and cost of every option; d is the dissimilarity.
  struct Options {
    PayoffRow::Block weight, cost;
  };
  /// Sums of such weights by nest, and the total of what they come to.
  struct Sums {
    std::vector<double> in;
    double total = 0;
  };
  Options options_of(const PayoffRow& row) const;
  Options options(const Scene& scene) const;
  template <class Weights>
  Sums sums(const Weights& weights) const;
  /// What a nest whose weights add up to `sum` weighs beside others.
  double weight_of(double sum) const;
  /// The total of `sums` if those of one nest were `sum`.
  double total_with(const Sums& sums, std::uint32_t nest, double sum) const;
  double leavers(double gain) const;
  /// Weight of what `savings` [int. $] can pay at one place.
  static double payable_at(const Options& all, PlaceId place, double savings);
  void add_arrivals(const Options& changed, StateId state, Arrivals& arrivals) const;

  const Scene& scene_;
  const Nests& nests_;
  PlaceId origin_;
  std::vector<double> savings_;
  double best_ = 0;  // utility of the best option now
  Options now_;
  Sums all_;                     // of weights
  std::vector<Sums> payable_;    // of weights that each part of the intenders can pay
  double leavers_now_ = 0;       // [persons / year]
  double slope_ = 0, bend_ = 0;  // of ln(leavers) in the gain of prospects
  Arrivals arrivals_now_;
};

}  // namespace sojourn
