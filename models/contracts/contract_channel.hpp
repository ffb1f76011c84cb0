#pragma once

#include "models/channels/selected_channels.hpp"
#include "models/contracts/contract_law.hpp"
#include "models/home_front/skill_vacancies.hpp"
#include "sim/stages/catalog.hpp"

namespace sojourn::models {

/// Work for a term, where labour is short: places_j = quota*shortage_j*population_j a year, split
/// over skills as work visas are. Who goes pays for the move and for the part of the fee that
/// cannot be borrowed.
class ContractChannel final : public Channel {
 public:
  ContractChannel(Settings& settings, const World& world)
      : moving_(settings, world),
        quota_(settings.real("quota", "1 / year", {0, 100}, 0,
                             "places per resident and year where all labour is short")),
        share_(settings, 1),
        law_(settings) {}

  const ContractLaw& law() const { return law_; }
  void bind(const ModuleSet& modules) override {
    id_ = modules.channel(name());
    vacancies_ = modules.find<SkillVacancies, HomeFront>();
  }
  /// On offer where there are places.
  void offer(const Scene& scene, const Viewpoint& who,
             Eigen::Ref<Eigen::ArrayXd> cost) const override {
    offer_without_right(scene, who, cost, [&](PlaceId j) {
      if (!has_places(scene, who, j)) return kClosed;
      return moving_(who.residence, j) + (1 - law_.debt()) * law_.fee();
    });
  }
  Status arrival_status() const override { return Status::kTemporary; }
  double fee() const override { return law_.fee(); }
  double on_credit() const override { return law_.debt(); }
  bool has_own_places() const override { return quota_ > 0; }
  double quota(const Scene& scene, PlaceId place, Skill skill) const override {
    return quota_ * scene.labour.shortage[place] * share(scene, place, skill) *
           scene.persons(scene.ledger.summary.population[place]);
  }

 private:
  bool has_places(const Scene& scene, const Viewpoint& who, PlaceId place) const {
    if (scene.rules.quota(id_, place, who.skill) > 0) return true;
    return std::ranges::any_of(scene.rules.allotments, [&](const Allotment& kept) {
      return kept.channel == id_ && kept.persons_per_year > 0 && kept.to.contains(place) &&
             kept.skills[position(who.skill)] && kept.citizenships.contains(who.citizenship);
    });
  }

  /// Of the places, those for a schooling.
  double share(const Scene& scene, PlaceId place, Skill skill) const {
    const double own = share_(skill);
    if (vacancies_ == nullptr) return own;
    return vacancies_->share_of_vacancies(scene, place, skill).value_or(own);
  }

  static constexpr double kClosed = std::numeric_limits<double>::infinity();

  MovingCost moving_;
  double quota_;
  SkillShares share_;
  ContractLaw law_;
  ChannelId id_;
  const SkillVacancies* vacancies_ = nullptr;
};

}  // namespace sojourn::models
