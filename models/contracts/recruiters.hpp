#pragma once

#include <vector>

#include "models/contracts/contract_channel.hpp"
#include "models/movement/migrant_ages.hpp"
#include "models/movement/place_draw.hpp"
#include "models/payoffs/wage.hpp"
#include "sim/foresight/outlook.hpp"
#include "sim/stages/rules_for.hpp"

namespace sojourn::models {

/// Employers' offers reach people who had not thought of going: `offers` a year for each place that
/// contracts have for all, to people of all other countries by their numbers. Who can pay what is
/// asked accepts with the chance c^b/(c^b + h^b): c the wage under contract, h that at home,
/// b = b_wage. Since places follow the shortage of labour, demand makes people want to go. Form and
/// numbers are this project's.
class Recruiters final : public Departure {
 public:
  Recruiters(Settings& settings, const World& world)
      : ages_(world),
        offers_(settings.real("offers", "1", {0, 1000}, 0,
                              "offers that recruiters carry abroad, per place for contracts")) {}

  void bind(const ModuleSet& modules) override {
    ages_.bind(modules);
    contract_ = {};
    for (const ChannelId c : modules.channel_ids()) {
      const auto* way = modules.of<Channel>()[c.index()].get();
      if (dynamic_cast<const ContractChannel*>(way) != nullptr) contract_ = c;
    }
    wage_ = modules.find<WageTerm>();
  }
  std::string warning() const override {
    return offers_ > 0 && !contract_.valid() ? "nobody comes by the channel \"contract\"" : "";
  }

  void prepare(const Scene& scene) override {
    reached_.assign(scene.world.places.size(), 0);
    accepted_.assign(scene.world.places.size(), {});
    if (offers_ <= 0 || !contract_.valid() || wage_ == nullptr) return;
    std::int64_t people = 0;
    for (const StateId state : scene.world.states()) people += residents(scene, place_of(state));
    for (const StateId state : scene.world.states()) {
      const PlaceId home = place_of(state);
      if (residents(scene, home) <= 0) continue;
      accepted_[home.index()] = accepted_from(scene, state, scene.persons(people));
      for (const double rate : accepted_[home.index()]) reached_[home.index()] += rate;
    }
  }
  double rate(const Scene&, const Cohort& cohort) const override {
    const double reached = std::min(kMost, reached_[cohort.place.index()]);
    return reached <= 0 ? 0 : ages_.relative(cohort, reached);
  }
  std::optional<Call> call(const Scene& scene, PlaceId home, double u) const override {
    if (reached_[home.index()] <= 0) return std::nullopt;
    const PlaceId there = place_at(scene.world, u * reached_[home.index()],
                                   [&](PlaceId j) { return accepted_[home.index()][j.index()]; });
    return Call{contract_, there};
  }

 private:
  static constexpr double kMost = 0.5;  // [1 / year]

  static std::int64_t residents(const Scene& scene, PlaceId place) {
    return scene.ledger.residents[place];
  }
  /// Offers accepted per resident of a country, by where they lead to [1 / year].
  std::vector<double> accepted_from(const Scene& scene, StateId state, double people) const {
    const Viewpoint who{
        .citizenship = state, .residence = place_of(state), .skill = Skill::kMedium};
    Eigen::ArrayXd cost = Eigen::ArrayXd::Constant(scene.world.n_places(), kNotOnOffer);
    const Channel& way = *scene.modules.of<Channel>()[contract_.index()];
    way.offer(scene, who, cost);
    const std::vector<double> savings = typical_savings(scene, who.residence);
    std::vector<double> all;
    for (const PlaceId j : scene.world.place_ids()) {
      const double paid = cost[j.value] + fee(scene, way, state, j);
      const auto can_pay = static_cast<double>(
          std::ranges::count_if(savings, [&](double saved) { return saved >= paid; }));
      all.push_back(can_pay <= 0 ? 0
                                 : offers_ * places(scene, j) / people * can_pay /
                                       static_cast<double>(savings.size()) *
                                       chance_of_accepting(scene, state, j));
    }
    return all;
  }
  /// What rules add to what must be paid before leaving [int. $].
  double fee(const Scene& scene, const Channel& way, StateId state, PlaceId place) const {
    const auto& fees = scene.rules.fees;
    return fees.empty() ? 0 : (1 - way.on_credit()) * fees(contract_, state, place);
  }
  /// [persons / year]
  double places(const Scene& scene, PlaceId place) const {
    double sum = 0;
    for (const Skill skill : kAllSkills) sum += scene.rules.quota(contract_, place, skill);
    return sum;
  }
  double chance_of_accepting(const Scene& scene, StateId state, PlaceId place) const {
    const auto& way =
        static_cast<const ContractChannel&>(*scene.modules.of<Channel>()[contract_.index()]);
    const double there = scene.labour.wage[place] * way.law().pay(scene, state, place);
    return 1 / (1 + std::pow(scene.labour.wage[place_of(state)] / there, wage_->b_wage()));
  }

  static constexpr double kNotOnOffer = std::numeric_limits<double>::infinity();

  MigrantAges ages_;
  double offers_;
  ChannelId contract_;
  const WageTerm* wage_ = nullptr;
  std::vector<double> reached_;                // [place], offers accepted [1 / year]
  std::vector<std::vector<double>> accepted_;  // [home][destination], the same
};

}  // namespace sojourn::models
