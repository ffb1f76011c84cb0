#pragma once

#include "models/payoffs/skill_wages.hpp"
#include "sim/base/arithmetic/elementary.hpp"
#include "sim/stages/catalog.hpp"
#include "sim/stages/rules_for.hpp"

namespace sojourn::models {

/// b_wage*ln(w_j/w_i) (ODD 7.7). The premium of skill is the same everywhere and
/// cancels, unless a module of the home front says otherwise. Work without papers pays w*(1 -
/// irregular_penalty*(1 - rights)).
class WageTerm final : public PayoffTerm {
 public:
  WageTerm(Settings& settings, const World&)
      : b_wage_(settings.real("b_wage", "1", {0, 5}, 1.0, "weight of the log wage ratio")),
        irregular_penalty_(settings.real("irregular_penalty", "1", {0, 1}, 0.4,
                                         "share of the wage lost without papers or rights")) {}

  void bind(const ModuleSet& modules) override { skills_ = modules.find<SkillWages, HomeFront>(); }
  double b_wage() const { return b_wage_; }
  /// What work without papers pays [int. $ / year].
  double without_papers(const Scene& scene, StateId citizenship, PlaceId place) const {
    const double rights = rights_for(scene.rules, citizenship, place);
    return scene.labour.wage[place] * (1 - irregular_penalty_ * (1 - rights));
  }
  void add(const Scene& scene, const Viewpoint& who, PayoffRow& row) const override {
    const PlaceArray& regular =
        row.common().by_place(this, Whom::residents(who.residence, who.skill),
                              [&]() -> PlaceArray { return log_ratio(scene, who); });
    const PlaceArray irregular =
        regular + row.common().by_place(this, Whom::citizens(who.citizenship),
                                        [&] { return log_share(scene, who.citizenship); });
    for (const ChannelId c : scene.modules.channel_ids()) {
      const Channel& channel = *scene.modules.of<Channel>()[c.index()];
      const bool papers = channel.prospective_status() != Status::kIrregular;
      row.utility.row(c.value) += b_wage_ * (papers ? regular : irregular).transpose();
    }
  }

 private:
  /// ln(w_j/w_i) for the schooling of `who`, by place.
  Eigen::ArrayXd log_ratio(const Scene& scene, const Viewpoint& who) const {
    const PlaceArray& wage = scene.labour.wage;
    Eigen::ArrayXd of_all = (wage / wage[who.residence]).unaryExpr(&fixed::log);
    if (skills_ == nullptr) return of_all;
    const PlaceArray& own = skills_->beside_mean(who.skill);
    return of_all + (own / own[who.residence]).unaryExpr(&fixed::log);
  }
  /// Of the wage, what is paid without papers, by place.
  PlaceArray log_share(const Scene& scene, StateId citizenship) const {
    return (1 - irregular_penalty_ * (1 - rights_of(scene, citizenship))).unaryExpr(&fixed::log);
  }
  static PlaceArray rights_of(const Scene& scene, StateId citizenship) {
    if (scene.rules.rights_of.empty()) return scene.rules.rights;
    PlaceArray rights(scene.world.n_places());
    for (const PlaceId j : scene.world.place_ids()) {
      rights[j] = rights_for(scene.rules, citizenship, j);
    }
    return rights;
  }

  double b_wage_;
  double irregular_penalty_;
  const SkillWages* skills_ = nullptr;
};

}  // namespace sojourn::models
