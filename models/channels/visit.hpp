#pragma once

#include "models/channels/selected_channels.hpp"
#include "models/channels/without_papers.hpp"
#include "sim/stages/rules_for.hpp"

namespace sojourn::models {

/// Arriving openly where no visa is asked for, in order to stay; tourists are not simulated. What
/// follows is protection, or life without papers: people see recognition + (1 - recognition) * (the
/// chance of being left alone) as their chance.
class VisitChannel final : public Channel {
 public:
  VisitChannel(Settings& settings, const World& world)
      : moving_(settings, world), without_papers_(settings) {}

  void offer(const Scene& scene, const Viewpoint& who,
             Eigen::Ref<Eigen::ArrayXd> cost) const override {
    offer_without_right(scene, who, cost, [&](PlaceId j) {
      const bool open = scene.rules.entry(who.citizenship, j) == Entry::kFree;
      return open ? moving_(who.residence, j) : kClosed;
    });
  }
  Status arrival_status() const override { return Status::kTemporary; }
  Status prospective_status() const override { return Status::kIrregular; }
  double admission(const Scene& scene, StateId citizenship, PlaceId place) const override {
    const double recognised = recognition_for(scene, citizenship, place);
    return recognised + (1 - recognised) * without_papers_.chance(scene.world, place);
  }

 private:
  static constexpr double kClosed = std::numeric_limits<double>::infinity();

  MovingCost moving_;
  WithoutPapers without_papers_;
};

}  // namespace sojourn::models
