#pragma once

#include "models/movement/records.hpp"
#include "sim/stages/catalog.hpp"
#include "sim/stages/step.hpp"

namespace sojourn::models {

/// Permits lapse: once a permit of `permit` years is over, regular migrants lose their papers at
/// lapse*(1 - rights_j) a year. The form is this page's.
class Lapse final : public Hazard {
 public:
  Lapse(Settings& settings, const World&)
      : lapse_(settings.real("lapse", "1 / year", {0, 10}, 0.1, "rate where there are no rights")),
        permit_(settings.real("permit", "years", {0, 50}, 2, "for how long a permit is good")) {}

  double bound(const Scene& scene, PlaceId residence, StateId citizenship,
               Status status) const override {
    const bool abroad = scene.world.state_of(residence) != citizenship;
    return abroad && status == Status::kRegular ? once_over(scene, residence) : 0;
  }
  double rate(const Scene& scene, const Person& person) const override {
    return years_since_change(scene, person) < permit_ ? 0 : once_over(scene, person.place());
  }
  void happen(const Scene&, const Person&, Draws&, Step& step) const override {
    step.become(Status::kIrregular);
  }

 private:
  double once_over(const Scene& scene, PlaceId place) const {
    return lapse_ * (1 - scene.rules.rights[place.value]);
  }
  double lapse_;   // [1 / year]
  double permit_;  // [years]
};

}  // namespace sojourn::models
