#pragma once

#include <algorithm>
#include <string>

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
    const double weight = 1 + (selectivity_ - 1) * position(skill) / (kSkills - 1);
    return weight / (kSkills * (1 + selectivity_) / 2);
  }

 private:
  double selectivity_;
};
/// Says where nobody can ask for a state's places, since all who could come have a right to: a
/// world of one country, or of one area of free movement.
inline std::string unasked_places(const World& world) {
  const auto with_right = [&](StateId from, StateId to) {
    return from == to || std::ranges::any_of(world.areas, [&](const Area& area) {
             return std::ranges::count(area.members, from) > 0 &&
                    std::ranges::count(area.members, to) > 0;
           });
  };
  for (const StateId from : world.states()) {
    for (const StateId to : world.states()) {
      if (!with_right(from, to)) return {};
    }
  }
  return "nobody can use its places: no citizen of another country needs one";
}

/// Work visas: each state's openness times a share of its population a year, split over skills;
/// refused people choose again.
class LabourChannel final : public Channel {
 public:
  LabourChannel(Settings& settings, const World& world)
      : unasked_(unasked_places(world)),
        moving_(settings, world),
        quota_(settings.real("quota", "1 / year", {0, 1}, 0.004,
                             "places per resident and year at openness 1")),
        share_(settings, 3) {}

  void offer(const Scene& scene, const Viewpoint& who,
             Eigen::Ref<Eigen::ArrayXd> cost) const override {
    offer_without_right(scene, who, cost, [&](PlaceId j) { return moving_(who.residence, j); });
  }
  Status arrival_status() const override { return Status::kRegular; }
  std::string warning() const override { return unasked_; }
  bool has_own_places() const override { return quota_ > 0; }
  double quota(const Scene& scene, PlaceId place, Skill skill) const override {
    return quota_ * scene.stances.openness[place] * share_(skill) *
           scene.persons(scene.ledger.summary.population[place]);
  }

 private:
  std::string unasked_;
  MovingCost moving_;
  double quota_;
  SkillShares share_;
};

/// Study abroad: ages 17 to 29 with at least secondary schooling; most return.
class StudyChannel final : public Channel {
 public:
  StudyChannel(Settings& settings, const World& world)
      : unasked_(unasked_places(world)),
        moving_(settings, world),
        fee_(settings.real("fee", "int. $", {0, 1e6}, 2000, "what one must be able to pay for")),
        quota_(settings.real("quota", "1 / year", {0, 1}, 0.002,
                             "places per resident and year at full tertiary enrolment")) {}

  void offer(const Scene& scene, const Viewpoint& who,
             Eigen::Ref<Eigen::ArrayXd> cost) const override {
    if (!who.student_age || who.skill == Skill::kLow) return;
    offer_without_right(scene, who, cost,
                        [&](PlaceId j) { return fee_ + moving_(who.residence, j); });
  }
  Status arrival_status() const override { return Status::kRegular; }
  double fee() const override { return fee_; }
  std::string warning() const override { return unasked_; }
  bool has_own_places() const override { return quota_ > 0; }
  double quota(const Scene& scene, PlaceId place, Skill skill) const override {
    if (skill == Skill::kLow) return 0;
    return quota_ / 2 * scene.world.baseline.tertiary_share[place] *
           scene.persons(scene.ledger.summary.population[place]);
  }

 private:
  std::string unasked_;
  MovingCost moving_;
  double fee_;
  double quota_;
};

}  // namespace sojourn::models
