#pragma once

#include "models/movement/records.hpp"
#include "sim/stages/catalog.hpp"
#include "sim/stages/rules_for.hpp"
#include "sim/stages/step.hpp"

namespace sojourn::models {

/// An irregular migrant gets papers, the sooner the more rights migrants have.
class Regularisation final : public Hazard {
 public:
  Regularisation(Settings& settings, const World&)
      : rate_(settings.real("rate", "1 / year", {0, 5}, 0.05, "rate at full rights")) {}
  double bound(const Scene& scene, PlaceId residence, StateId citizenship,
               Status status) const override {
    return status == Status::kIrregular ? rate_at(scene, residence, citizenship) : 0;
  }
  double rate(const Scene& scene, const Person& person) const override {
    return rate_at(scene, person.place(), person.citizen_of());
  }
  void happen(const Scene&, const Person&, Draws&, Step& step) const override {
    step.become(Status::kRegular);
  }

 private:
  double rate_at(const Scene& scene, PlaceId place, StateId citizenship) const {
    const double rights = rights_for(scene.rules, citizenship, place);
    return rate_ * rights * scene.rules.regularisation[place];
  }
  double rate_;
};

/// The queue of applications: decided at a rate that grows with administrative capacity; protection
/// by the origin's displacement, else the person stays without papers.
class AsylumDecision final : public Hazard {
 public:
  AsylumDecision(Settings& settings, const World&)
      : rate_(settings.real("rate", "1 / year", {0, 50}, 2,
                            "decisions per applicant and year at "
                            "full capacity")) {}
  double bound(const Scene& scene, PlaceId residence, StateId, Status status) const override {
    return status == Status::kAsylumApplicant ? at(scene, residence) : 0;
  }
  double rate(const Scene& scene, const Person& person) const override {
    return at(scene, person.place());
  }
  void happen(const Scene& scene, const Person& person, Draws& draws, Step& step) const override {
    const bool granted = draws.happens(recognition_for(scene, person.citizen_of(), person.place()));
    step.become(granted ? Status::kRefugee : Status::kIrregular);
  }

 private:
  double at(const Scene& scene, PlaceId place) const {
    return rate_ * scene.conditions.capacity[place];
  }
  double rate_;
};

/// People become citizens of where they live, as its rights allow, and are residents from then on.
class Naturalisation final : public Hazard {
 public:
  Naturalisation(Settings& settings, const World&)
      : rate_(
            settings.real("rate", "1 / year", {0, 5}, 0.04, "rate at full rights, once eligible")),
        wait_(settings.real("wait", "years", {0, 50}, 5, "years until one is eligible")) {}
  double bound(const Scene& scene, PlaceId residence, StateId citizenship,
               Status status) const override {
    const bool eligible = (kSecure | Status::kRefugee).contains(status);
    if (!eligible || scene.world.state_of(residence) == citizenship) return 0;
    return rate_at(scene, residence, citizenship);
  }
  double rate(const Scene& scene, const Person& person) const override {
    if (years_since_change(scene, person) < wait_) return 0;
    return rate_at(scene, person.place(), person.citizen_of());
  }
  void happen(const Scene&, const Person&, Draws&, Step& step) const override { step.naturalise(); }

 private:
  double rate_at(const Scene& scene, PlaceId place, StateId citizenship) const {
    return rate_ * rights_for(scene.rules, citizenship, place) *
           naturalisation_factor(scene.rules, citizenship, place);
  }

  double rate_, wait_;
};

/// The detained are let go, without having got further.
class Release final : public Hazard {
 public:
  Release(Settings& settings, const World&)
      : rate_(settings.real("rate", "1 / year", {0, 365}, 6, "rate of release")) {}
  double bound(const Scene&, PlaceId, StateId, Status status) const override {
    return status == Status::kDetained ? rate_ : 0;
  }
  double rate(const Scene&, const Person&) const override { return rate_; }
  void happen(const Scene&, const Person&, Draws&, Step& step) const override {
    step.become(Status::kStranded);
  }

 private:
  double rate_;
};

}  // namespace sojourn::models
