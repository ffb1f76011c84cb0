#pragma once

#include "sim/input/settings.hpp"
#include "sim/stages/stages.hpp"

namespace sojourn::models {

/// The generalised cost of an edge (ODD 7.9), in km-equivalents:
/// g = (a_cross + a_len*km + a_money*price*(1 + a_price*e) + a_risk*risk*(1 + a_shift*e) + a_int*e)
///     / max(least_chance, 1 - r),
/// r the chance of being sent back: who pays for an attempt and gains nothing with the chance r
/// pays 1/(1 - r) times for each time it succeeds.
class CorridorCost final : public RouteCost {
 public:
  CorridorCost(Settings& settings, const World&)
      : mu_(settings.real("mu", "km-equivalents", {1, 1e4}, 600, "spread of tastes for routes")),
        a_cross_(
            settings.real("a_cross", "km-equivalents", {0, 1e5}, 1000, "fixed cost of a crossing")),
        a_len_(settings.real("a_len", "km-equivalents / km", {0, 100}, 1, "weight of length")),
        a_money_(settings.real("a_money", "km-equivalents / int. $", {0, 100}, 1,
                               "weight of the smugglers' price")),
        a_price_(settings.real("a_price", "1", {0, 20}, 1, "rise of the price with enforcement")),
        a_risk_(settings.real("a_risk", "km-equivalents", {0, 1e7}, 50000,
                              "weight of the probability of death")),
        a_shift_(settings.real("a_shift", "1", {0, 20}, 1,
                               "rise of the risk with enforcement (people are shifted to worse "
                               "boats and hours)")),
        a_int_(settings.real("a_int", "km-equivalents", {0, 1e5}, 3000,
                             "weight of the probability of interception")),
        least_chance_(settings.real("least_chance", "1", {1e-3, 1}, 0.02,
                                    "chance of not being sent back below which people do not tell "
                                    "chances apart")) {}

  void costs(const Scene& scene, std::vector<double>& cost) const override {
    cost.resize(scene.world.corridors.size());
    for (const CorridorId c : scene.world.corridor_ids()) {
      cost[c.index()] = scene.rules.closed[c] >= 1
                            ? std::numeric_limits<double>::infinity()
                            : of(scene.world.corridors[c.index()], scene.conditions.price[c],
                                 scene.rules.risk[c], scene.rules.enforcement[c]) /
                                  std::max(least_chance_, 1 - scene.rules.readmission[c]);
    }
  }
  std::vector<double> lower_bound(const World& world) const override {
    std::vector<double> cost;
    for (const Corridor& edge : world.corridors) cost.push_back(of(edge, 0, 0, 0));
    return cost;
  }
  double mu() const override { return mu_; }
  double a_shift() const { return a_shift_; }

 private:
  double of(const Corridor& edge, double price, double risk, double e) const {
    return a_cross_ + a_len_ * edge.km + a_money_ * price * (1 + a_price_ * e) +
           a_risk_ * risk * (1 + a_shift_ * e) + a_int_ * e;
  }

  double mu_, a_cross_, a_len_, a_money_, a_price_, a_risk_, a_shift_, a_int_, least_chance_;
};

}  // namespace sojourn::models
