#pragma once

#include <map>
#include <vector>

#include "models/deals/containment/crossing.hpp"
#include "models/deals/pair.hpp"
#include "models/parties/party.hpp"

namespace sojourn::models {

/// The ways from a supplier into a demander as people see them, without the deal of the two: what
/// they cost, and how likely one is sent back.
class WaysAcross {
 public:
  void bind(const ModuleSet& modules);
  /// `sent_back`: the chance of that by each deal in the rules [1]. Every tick that has rules.
  void update(const Scene& scene, std::map<Pair, double> sent_back);

  /// The corridor from the partner into the asker that would cost least; invalid where there is
  /// none, so that nobody could be sent back.
  CorridorId cheapest_gate(const Scene& scene, const Party& asker, Pair pair) const;
  /// How people in the partner see the way over `gate`.
  Crossing crossing(const Scene& scene, Pair pair, CorridorId gate) const;

  template <class Keeper>
  void state(Keeper& archive) {
    archive(where_none_returns_, where_all_return_, sent_back_);
  }

 private:
  double sent_back_by_others(const Scene& scene, Pair pair, CorridorId c) const;
  double least_chance(CorridorId c) const;
  double cost_without_deal(const Scene& scene, Pair pair, CorridorId c) const;

  double weight_of_income_ = 0;  // in what moving is worth [1]
  std::vector<ChannelId> walking_;
  // Costs of the corridors, were nobody sent back, and everybody [km-equivalents].
  std::vector<double> where_none_returns_, where_all_return_;
  std::map<Pair, double> sent_back_;
};

}  // namespace sojourn::models
