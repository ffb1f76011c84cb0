#pragma once

#include "models/channels/selected_channels.hpp"

namespace sojourn::models {

/// A lottery of residence permits: places_j = share*population_j a year, the same number for every
/// schooling (as the United States' diversity visas: 8 U.S.C. 1153(c)). Who has a right already
/// does not take part.
class VisaLottery final : public Channel {
 public:
  VisaLottery(Settings& settings, const World& world)
      : moving_(settings, world),
        fee_(settings.real("fee", "int. $", {0, 1e5}, 300, "what a permit costs who wins one")),
        share_(settings.real("share", "1 / year", {0, 1}, 1e-4, "permits per resident and year")) {}

  void offer(const Scene& scene, const Viewpoint& who,
             Eigen::Ref<Eigen::ArrayXd> cost) const override {
    offer_without_right(scene, who, cost,
                        [&](PlaceId j) { return fee_ + moving_(who.residence, j); });
  }
  Status arrival_status() const override { return Status::kRegular; }
  double quota(const Scene& scene, PlaceId place, Skill) const override {
    return share_ / kSkills * scene.persons(scene.ledger.summary.population[place.index()]);
  }

 private:
  MovingCost moving_;
  double fee_;    // [int. $]
  double share_;  // [1 / year]
};

}  // namespace sojourn::models
