#pragma once

#include "models/channels/moving_cost.hpp"

namespace sojourn::models {

/// Destinations to which `who` has no right to move already.
template <class Cost>
void offer_without_right(const Scene& scene, const Viewpoint& who, Eigen::Ref<Eigen::ArrayXd> cost,
                         const Cost& of) {
  for (const PlaceId j : scene.world.place_ids()) {
    const bool right = scene.rules.free_movement(who.citizenship, j) > 0 ||
                       scene.world.state_of(j) == who.citizenship;
    if (!right) cost[j.value] = of(j);
  }
}

/// How places are split over skills.
class SkillShares {
 public:
  SkillShares(Settings& settings, double selectivity)
      : selectivity_(settings.real("selectivity", "1", {0, 10}, selectivity,
                                   "places for the highest skill per place for the lowest")) {}

  double operator()(Skill skill) const {
    const double weight = 1 + (selectivity_ - 1) * static_cast<double>(skill) / (kSkills - 1);
    return weight / (kSkills * (1 + selectivity_) / 2);
  }

 private:
  double selectivity_;
};

/// Work visas: each state's openness times a share of its population a year, split over skills;
/// refused people choose again.
class LabourChannel final : public Channel {
 public:
  LabourChannel(Settings& settings, const World&)
      : moving_(settings),
        quota_(settings.real("quota", "1 / year", {0, 1}, 0.004,
                             "places per resident and year at openness 1")),
        share_(settings, 3) {}

  void offer(const Scene& scene, const Viewpoint& who,
             Eigen::Ref<Eigen::ArrayXd> cost) const override {
    offer_without_right(scene, who, cost,
                        [&](PlaceId j) { return moving_(scene.world, who.residence, j); });
  }
  Status arrival_status() const override { return Status::kRegular; }
  double quota(const Scene& scene, PlaceId place, Skill skill) const override {
    return quota_ * scene.stances.openness[place] * share_(skill) *
           scene.persons(scene.ledger.summary.population[place]);
  }

 private:
  MovingCost moving_;
  double quota_;
  SkillShares share_;
};

/// Study abroad: ages 17 to 29 with at least secondary schooling; most return.
class StudyChannel final : public Channel {
 public:
  StudyChannel(Settings& settings, const World&)
      : moving_(settings),
        fee_(settings.real("fee", "int. $", {0, 1e6}, 2000, "what one must be able to pay for")),
        quota_(settings.real("quota", "1 / year", {0, 1}, 0.002,
                             "places per resident and year at full tertiary enrolment")) {}

  void offer(const Scene& scene, const Viewpoint& who,
             Eigen::Ref<Eigen::ArrayXd> cost) const override {
    if (!who.student_age || who.skill == Skill::kLow) return;
    offer_without_right(scene, who, cost,
                        [&](PlaceId j) { return fee_ + moving_(scene.world, who.residence, j); });
  }
  Status arrival_status() const override { return Status::kRegular; }
  double quota(const Scene& scene, PlaceId place, Skill skill) const override {
    if (skill == Skill::kLow) return 0;
    return quota_ / 2 * scene.world.baseline.tertiary_share[place] *
           scene.persons(scene.ledger.summary.population[place]);
  }

 private:
  MovingCost moving_;
  double fee_;
  double quota_;
};

}  // namespace sojourn::models
