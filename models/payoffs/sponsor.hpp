#pragma once

#include "models/payoffs/network.hpp"
#include "sim/base/arithmetic/elementary.hpp"
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

  void bind(const ModuleSet& modules) override { network_ = modules.find<NetworkTerm>(); }

  void add(const Scene& scene, const Viewpoint& who, PayoffRow& row) const override {
    const Recruitment& sponsor = scene.rules.recruitment;
    if (!sponsor.channel.valid()) return;
    const double taught = who.skill == Skill::kHigh ? 0 : b_training_ * sponsor.trained;
    for (const PlaceId j : scene.world.place_ids()) {
      if (!std::isfinite(row.cost(sponsor.channel, j))) continue;
      row.utility(sponsor.channel, j) += taught + help(scene, who.citizenship, j);
    }
  }

 private:
  double help(const Scene& scene, StateId citizenship, PlaceId place) const {
    if (network_ == nullptr) return 0;
    const double n = network_->network(scene, citizenship, place);
    return network_->b_network() * fixed::log1p(community_ / network_->small() / (1 + n));
  }

  double community_, b_training_;
  const NetworkTerm* network_ = nullptr;
};

}  // namespace sojourn::models
