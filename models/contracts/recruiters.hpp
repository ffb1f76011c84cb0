#pragma once

#include <algorithm>
#include <vector>

#include "models/contracts/contract_channel.hpp"
#include "models/movement/destinations.hpp"
#include "models/movement/migrant_ages.hpp"
#include "models/payoffs/wage_beliefs.hpp"
#include "sim/base/archive.hpp"
#include "sim/foresight/outlook.hpp"
#include "sim/stages/rules_for.hpp"

namespace sojourn::models {

/// Employers' offers reach people who had not thought of going: `offers` a year for each place that
/// contracts have for all, to people of all other countries by their numbers. Who can pay what is
/// asked accepts with the chance c^b/(c^b + h^b): c the wage under contract, h that at home,
/// b = b_wage. Since places follow the shortage of labour, demand makes people want to go. Form and
/// numbers are this project's.
class Recruiters final : public Departure, public Stateful {
 public:
  Recruiters(Settings& settings, const World& world)
      : ages_(world),
        offers_(settings.real("offers", "1", {0, 1000}, 10,
                              "offers that recruiters carry abroad, per place for contracts")),
        ceiling_(settings.real("ceiling", "1 / year", {0, 10}, 0.5,
                               "largest rate at which residents of a country go by offers")) {}

  void bind(const ModuleSet& modules) override {
    ages_.bind(modules);
    contract_ = {};
    way_ = nullptr;
    for (const auto& [id, way] : modules.channels<ContractChannel>()) {
      contract_ = id;
      way_ = way;
    }
    wages_.bind(modules);
  }

  void prepare(const Scene& scene) override {
    accepted_.clear(scene.world.places.size());
    if (offers_ <= 0 || way_ == nullptr || !wages_.any()) return;
    const std::vector<double> places = places_by_place(scene);
    if (std::ranges::all_of(places, [](double there) { return there <= 0; })) return;
    std::int64_t people = 0;
    for (const StateId state : scene.world.states()) people += residents(scene, place_of(state));
    for (const StateId state : scene.world.states()) {
      const PlaceId home = place_of(state);
      if (residents(scene, home) <= 0) continue;
      accepted_.set(home, accepted_from(scene, state, scene.persons(people), places));
    }
  }
  double rate(const Scene&, const Cohort& cohort) const override {
    const double reached = std::min(ceiling_, accepted_.total(cohort.place));
    return reached <= 0 ? 0 : ages_.relative(cohort, reached);
  }
  std::optional<Call> call(const Scene&, PlaceId home, double u) const override {
    if (accepted_.total(home) <= 0) return std::nullopt;
    return Call{contract_, accepted_.draw(home, u)};
  }
  void state(Archive& archive) override { archive(accepted_); }

 private:
  static std::int64_t residents(const Scene& scene, PlaceId place) {
    return scene.ledger.residents[place];
  }
  /// Offers accepted per resident of a country, by where they lead to [1 / year].
  std::vector<double> accepted_from(const Scene& scene, StateId state, double people,
                                    const std::vector<double>& places) const {
    const Viewpoint who{
        .citizenship = state, .residence = place_of(state), .skill = Skill::kMedium};
    Eigen::ArrayXd cost = Eigen::ArrayXd::Constant(scene.world.n_places(), kNotOnOffer);
    way_->offer(scene, who, cost);
    const std::vector<double> savings = typical_savings(scene, who.residence);
    std::vector<double> all;
    for (const PlaceId j : scene.world.place_ids()) {
      const double paid = cost[j.value] + fee(scene, state, j);
      const double can_pay =
          std::ranges::count_if(savings, [&](double saved) { return saved >= paid; });
      all.push_back(can_pay <= 0 ? 0
                                 : offers_ * places[j.index()] / people * can_pay / savings.size() *
                                       chance_of_accepting(scene, state, j));
    }
    return all;
  }
  /// What rules add to what must be paid before leaving [int. $].
  double fee(const Scene& scene, StateId state, PlaceId place) const {
    return (1 - way_->on_credit()) * added_fee(scene.rules, contract_, state, place);
  }
  /// [persons / year]
  std::vector<double> places_by_place(const Scene& scene) const {
    std::vector<double> places;
    for (const PlaceId place : scene.world.place_ids()) {
      double sum = 0;
      for (const Skill skill : kAllSkills) sum += scene.rules.quota(contract_, place, skill);
      places.push_back(sum);
    }
    return places;
  }
  double chance_of_accepting(const Scene& scene, StateId state, PlaceId place) const {
    const double there = scene.labour.wage[place] * way_->law().pay(scene, state, place);
    return 1 / (1 + wages_.outweighs(scene.labour.wage[place_of(state)], there));
  }

  static constexpr double kNotOnOffer = std::numeric_limits<double>::infinity();

  MigrantAges ages_;
  double offers_;
  double ceiling_;
  ChannelId contract_;
  const ContractChannel* way_ = nullptr;
  WageBeliefs wages_;
  Destinations accepted_;  // offers accepted per resident [1 / year]
};

}  // namespace sojourn::models
