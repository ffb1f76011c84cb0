#pragma once

#include "models/payoffs/network.hpp"
#include "sim/stages/catalog.hpp"

namespace sojourn::models {

/// What a sponsor's place (Rules::recruitment) is worth beyond costing nothing. The sponsor does
/// for newcomers what compatriots do, finds work and a roof, as if `community` of the origin's
/// people lived there already (Massey et al. 1993, DOI 10.2307/2938462, on what networks do):
/// b_network*(ln(1 + n + community/small_network) - ln(1 + n)), n the network as NetworkTerm counts
/// it; and b_training*trained for those whom a step of schooling is taught.
class SponsorTerm final : public PayoffTerm {
 public:
  SponsorTerm(Settings& settings, const World&)
      : community_(settings.real("community", "1", {0, 1}, 1e-3,
                                 "share of the origin's people whose presence a sponsor makes up "
                                 "for")),
        b_training_(settings.real("b_training", "1", {0, 5}, 0.26,
                                  "weight of a step of schooling, ln of what it adds to income")) {}

  void bind(const ModuleSet& modules) override {
    const auto* network = modules.find<NetworkTerm>();
    if (network == nullptr) return;
    b_network_ = network->b_network();
    small_network_ = network->small();
  }

  void add(const Scene& scene, const Viewpoint& who, PayoffRow& row) const override {
    const Recruitment& sponsor = scene.rules.recruitment;
    if (!sponsor.channel.valid()) return;
    const double taught = who.skill == Skill::kHigh ? 0 : b_training_ * sponsor.trained;
    const auto people = static_cast<double>(scene.ledger.summary.population[who.citizenship]);
    const double unit = small_network_ * std::max(1.0, people);
    for (const PlaceId j : scene.world.place_ids()) {
      if (!std::isfinite(row.cost(sponsor.channel, j))) continue;
      const double n = static_cast<double>(scene.ledger.summary.settled(j, who.citizenship)) / unit;
      row.utility(sponsor.channel, j) +=
          taught + b_network_ * std::log1p(community_ / small_network_ / (1 + n));
    }
  }

 private:
  double community_, b_training_;
  double b_network_ = 0, small_network_ = 1;
};

}  // namespace sojourn::models
