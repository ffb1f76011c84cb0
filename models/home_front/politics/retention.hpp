#pragma once

#include "sim/base/grid.hpp"
#include "sim/base/stateful.hpp"
#include "sim/input/settings.hpp"
#include "sim/stages/step.hpp"

namespace sojourn::models {

/// Wanted workers leave for where rights are better (ODD 7.10): people with papers of a state of
/// which they are no citizens choose again at leave*max(0, exp(chi*(r_elsewhere - r_here)) - 1), at
/// most `most` a year. r_here are the rights that rules give to citizens of theirs, r_elsewhere
/// those of RightsElsewhere. Where rights are nowhere better, or have no weight, nobody leaves.
class Retention final : public Hazard, public Stateful {
 public:
  static constexpr bool kOneOfAType = true;
  /// [1 / year] by citizenship and residence.
  using Rates = Grid<double, StateId, PlaceId>;

  Retention(Settings& settings, const World& world);
  void prepare(const Scene& scene) override { rates_ = rates(scene); }
  double bound(const Scene& scene, PlaceId residence, StateId citizenship,
               Status status) const override {
    const bool wanted = status == Status::kRegular || status == Status::kSponsored;
    const bool foreign = scene.world.state_of(residence) != citizenship;
    return wanted && foreign ? rates_(citizenship, residence) : 0;
  }
  double rate(const Scene& /*scene*/, const Person& person) const override {
    return rates_(person.citizen_of(), person.place());
  }
  void happen(const Scene&, const Person&, Draws&, Step& step) const override { step.choose(); }

  /// Of people with papers.
  Rates rates(const Scene& scene) const;
  /// How many fewer foreigners with papers would choose again in a place, per unit of rights more
  /// [persons / year]; `rates` are those of the scene.
  double kept_by_rights(const Scene& scene, const Rates& rates, PlaceId place) const;
  void state(Archive& archive) override;

 private:
  double leave_, chi_, most_;
  Rates rates_;  // of the tick
};

/// Share of those who chose in a state last year, for themselves, who went; 0 where nobody did.
double share_that_goes(const Scene& scene, StateId state);

}  // namespace sojourn::models
