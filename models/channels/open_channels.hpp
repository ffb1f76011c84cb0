#pragma once

#include "models/channels/moving_cost.hpp"

namespace sojourn::models {

/// Settling freely where an agreement lets the citizens of one state live in another.
class FreeMovementChannel final : public Channel {
 public:
  FreeMovementChannel(Settings& settings, const World& world) : moving_(settings, world) {}

  void offer(const Scene& scene, const Viewpoint& who,
             Eigen::Ref<Eigen::ArrayXd> cost) const override {
    for (const PlaceId j : scene.world.place_ids()) {
      if (scene.rules.free_movement(who.citizenship, j) > 0) {
        cost[j.value] = moving_(who.residence, j);
      }
    }
  }
  Status arrival_status() const override { return Status::kFreeMover; }
  bool by_leave() const override { return false; }

 private:
  MovingCost moving_;
};

/// Going back to one's own country: no proposal, but a channel of its own in the flows.
class ReturnChannel final : public Channel {
 public:
  ReturnChannel(Settings&, const World&) {}
  void offer(const Scene&, const Viewpoint&, Eigen::Ref<Eigen::ArrayXd>) const override {}
  Status arrival_status() const override { return Status::kReturned; }
  bool by_leave() const override { return false; }
  bool is_chosen() const override { return false; }
};

/// Being taken over from a state of refuge under an agreement (Resettled), or taking a place that a
/// sponsor offers (Rules::recruitment): nobody chooses it unasked.
class SponsoredChannel final : public Channel {
 public:
  SponsoredChannel(Settings&, const World&) {}
  void offer(const Scene&, const Viewpoint&, Eigen::Ref<Eigen::ArrayXd>) const override {}
  Status arrival_status() const override { return Status::kSponsored; }
  bool by_leave() const override { return false; }
  bool is_chosen() const override { return false; }
  /// None but those that agreements add.
  double quota(const Scene&, PlaceId, Skill) const override { return 0; }
};

/// Joining kin abroad: nobody chooses it from afar, kin call (KinCalls).
class FamilyChannel final : public Channel {
 public:
  FamilyChannel(Settings&, const World&) {}
  void offer(const Scene&, const Viewpoint&, Eigen::Ref<Eigen::ArrayXd>) const override {}
  Status arrival_status() const override { return Status::kRegular; }
  bool is_chosen() const override { return false; }
  bool is_contended() const override { return true; }
};

}  // namespace sojourn::models
