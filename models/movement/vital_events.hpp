#pragma once

#include "models/movement/records.hpp"
#include "sim/stages/catalog.hpp"
#include "sim/stages/step.hpp"

namespace sojourn::models {

/// Deaths of people with a record, at the rates of where they live.
class DeathAbroad final : public Hazard {
 public:
  DeathAbroad(Settings&, const World&) {}
  void bind(const ModuleSet& modules) override {
    demography_ = modules.of<Demography>().front().get();
  }
  double bound(const Scene& scene, PlaceId residence, StateId, Status) const override {
    return demography_->death_rate(scene, residence, kBoundAge, Sex::kMale);
  }
  double rate(const Scene& scene, const Person& person) const override {
    const int age = std::min(age_of(scene, person), kBoundAge);
    return demography_->death_rate(scene, person.place(), age, person.born_as());
  }
  void happen(const Scene&, const Person&, Draws&, Step& step) const override { step.die(); }

 private:
  static constexpr int kBoundAge = 85;  // older people die at this age's rate
  const Demography* demography_ = nullptr;
};

/// Births to women with a record: children belong where they are born.
class BirthAbroad final : public Hazard {
 public:
  BirthAbroad(Settings&, const World&) {}
  void bind(const ModuleSet& modules) override {
    demography_ = modules.of<Demography>().front().get();
  }
  double bound(const Scene& scene, PlaceId residence, StateId, Status) const override {
    double most = 0;
    for (int age = 15; age < 50; ++age) {
      most = std::max(most, demography_->birth_rate(scene, residence, age));
    }
    return most;
  }
  double rate(const Scene& scene, const Person& person) const override {
    if (person.born_as() != Sex::kFemale) return 0;
    return demography_->birth_rate(scene, person.place(), age_of(scene, person));
  }
  void happen(const Scene&, const Person&, Draws&, Step& step) const override { step.bear(); }

 private:
  const Demography* demography_ = nullptr;
};

}  // namespace sojourn::models
