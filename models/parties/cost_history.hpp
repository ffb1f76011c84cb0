#pragma once

#include <cmath>
#include <vector>

#include "models/parties/party.hpp"

namespace sojourn::models {

/// Each party's cost of the status quo over the past, to tell how far from usual today is.
class CostHistory {
 public:
  /// [GDP share / year] of a party: its members' by their GDP.
  static double cost_of(const Scene& scene, const Party& party) {
    return by_gdp(scene, party, scene.stances.status_quo_cost);
  }
  static double excess_of(const Scene& scene, const Party& party) {
    return by_gdp(scene, party, scene.stances.excess);
  }

  void update(const Scene& scene, const std::vector<Party>& parties) {
    past_.resize(parties.size());
    for (std::size_t p = 0; p < parties.size(); ++p) {
      past_[p].push_back(cost_of(scene, parties[p]));
    }
  }
  /// Standard deviation over the ticks before the last `year` of them (over all while there are
  /// fewer than two years); 0 before there are two ticks.
  double deviation(std::size_t party, int ticks_per_year) const {
    const auto& all = past_[party];
    const auto year = static_cast<std::size_t>(ticks_per_year);
    const std::size_t n = all.size() >= 2 * year ? all.size() - year : all.size();
    double mean = 0, square = 0;
    for (std::size_t i = 0; i < n; ++i) {
      const double step = all[i] - mean;
      mean += step / static_cast<double>(i + 1);
      square += step * (all[i] - mean);
    }
    return n > 1 ? std::sqrt(square / static_cast<double>(n - 1)) : 0;
  }
  template <class Keeper>
  void state(Keeper& archive) {
    archive(past_);
  }

 private:
  static double by_gdp(const Scene& scene, const Party& party, const PlaceArray& shares) {
    double sum = 0;
    for (const StateId member : party.members) sum += gdp_of(scene, member, &shares);
    const double gdp = gdp_of(scene, party);
    return gdp > 0 ? sum / gdp : 0;
  }

  std::vector<std::vector<double>> past_;  // [party][tick]
};

}  // namespace sojourn::models
