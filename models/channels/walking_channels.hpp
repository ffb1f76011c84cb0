#pragma once

#include "models/channels/selected_channels.hpp"
#include "models/channels/without_papers.hpp"
#include "sim/base/arithmetic/elementary.hpp"
#include "sim/stages/rules_for.hpp"

namespace sojourn::models {

/// Channels that walk the corridor graph cost what the routes cost: a_money*route_cost_i(j)
/// (ODD 7.6); risk is part of the route cost.
class RouteFare {
 public:
  explicit RouteFare(Settings& settings)
      : a_money_(settings.real("a_money", "int. $ / km-equivalent", {0, 100}, 0.25,
                               "money that one km-equivalent of route costs")),
        least_(settings.real("least_fare", "int. $", {0, 1e5}, 50, "smallest cost of a journey")) {}

  double operator()(const Scene& scene, PlaceId from, PlaceId to) const {
    return std::max(least_, a_money_ * scene.routes.cost(from, to));
  }

 private:
  double a_money_;
  double least_;
};

/// Travelling to a country to ask for protection there.
class AsylumChannel final : public Channel {
 public:
  AsylumChannel(Settings& settings, const World&)
      : fare_(settings),
        reception_(settings.real("reception", "1", {0, 5}, 1,
                                 "how much a state's openness tells of its reception")) {}

  void offer(const Scene& scene, const Viewpoint& who,
             Eigen::Ref<Eigen::ArrayXd> cost) const override {
    offer_without_right(scene, who, cost,
                        [&](PlaceId j) { return fare_(scene, who.residence, j); });
  }
  bool walks() const override { return true; }
  Status arrival_status() const override { return Status::kAsylumApplicant; }
  /// The chance of recognition, and of being received at all: a state's openness to
  /// the power of `reception`.
  double admission(const Scene& scene, StateId citizenship, PlaceId place) const override {
    return recognition_for(scene, citizenship, place) *
           fixed::pow(scene.stances.openness[place], reception_);
  }

 private:
  RouteFare fare_;
  double reception_;
};

/// Travelling and staying without papers.
class IrregularChannel final : public Channel {
 public:
  IrregularChannel(Settings& settings, const World&) : fare_(settings), without_papers_(settings) {}

  void offer(const Scene& scene, const Viewpoint& who,
             Eigen::Ref<Eigen::ArrayXd> cost) const override {
    offer_without_right(scene, who, cost,
                        [&](PlaceId j) { return fare_(scene, who.residence, j); });
  }
  bool walks() const override { return true; }
  Status arrival_status() const override { return Status::kIrregular; }
  double admission(const Scene& scene, StateId, PlaceId place) const override {
    return without_papers_.chance(scene.world, place);
  }

 private:
  RouteFare fare_;
  WithoutPapers without_papers_;
};

}  // namespace sojourn::models
