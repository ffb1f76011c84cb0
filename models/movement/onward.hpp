#pragma once

#include "models/movement/records.hpp"
#include "sim/base/arithmetic/elementary.hpp"
#include "sim/stages/catalog.hpp"
#include "sim/stages/step.hpp"

namespace sojourn::models {

/// Wanting to move on: people with a record choose again, by what moving is worth where they live.
/// Those without a secure place do so more often. Times the learnt factor of where they live.
class Onward final : public Hazard {
 public:
  Onward(Settings& settings, const World& world)
      : settled_(settings.real("settled", "1 / year", {0, 5}, 0.002,
                               "rate of all who are settled and not insecure")),
        insecure_(settings.real("insecure", "1 / year", {0, 5}, 0.1,
                                "rate of refugees, applicants, irregular migrants")),
        stranded_(settings.real("stranded", "1 / year", {0, 50}, 3,
                                "rate at which the stranded try again")),
        gamma_(settings.real("gamma", "1", {0, 3}, 0.9, "weight of prospects")),
        most_(settings.real("most", "1", {1, 100}, 8, "largest factor that prospects make")),
        learnt_(world.moving_on.unaryExpr(&fixed::exp)) {}

  double bound(const Scene& scene, PlaceId residence, StateId citizenship,
               Status status) const override {
    double factor = 0;
    for (const Skill s : kAllSkills) {
      for (const bool student : {false, true}) {
        factor = std::max(factor, prospects(scene, residence, citizenship, status, s, student));
      }
    }
    return base(status) * factor * learnt_[residence] + driven(scene, residence, status);
  }
  double rate(const Scene& scene, const Person& person) const override {
    return base(person.condition()) *
               prospects(scene, person.place(), person.citizen_of(), person.condition(),
                         person.schooling(), is_student_age(age_of(scene, person))) *
               learnt_[person.place()] +
           driven(scene, person.place(), person.condition());
  }
  void happen(const Scene&, const Person& person, Draws&, Step& step) const override {
    if (person.condition() == Status::kStranded && person.target != Person::kNoPlace) {
      return step.become(Status::kInTransit);
    }
    step.choose();
  }

 private:
  double base(Status status) const {
    switch (status) {
      case Status::kRegular:
      case Status::kFreeMover:
      case Status::kReturned:
      case Status::kSponsored:
      case Status::kTemporary:
      case Status::kProtected:
        return settled_;
      case Status::kIrregular:
      case Status::kAsylumApplicant:
      case Status::kRefugee:
        return insecure_;
      case Status::kStranded:
        return stranded_;
      default:
        return 0;
    }
  }
  /// Displacement drives on everyone who lives there; hardship drives on the insecure.
  static double driven(const Scene& scene, PlaceId place, Status status) {
    if (status == Status::kInTransit || status == Status::kDetained) return 0;
    return scene.conditions.displacement[place] +
           (kInsecure.contains(status) ? scene.conditions.hardship[place] : 0);
  }
  /// The settled look at the world as the residents around them do.
  double prospects(const Scene& scene, PlaceId place, StateId citizenship, Status status,
                   Skill skill, bool student) const {
    if (status == Status::kStranded) return 1;
    const double logsum = kInsecure.contains(status)
                              ? scene.prospects.insecure(place, citizenship, skill)
                              : scene.prospects.residents(place, skill, student);
    return std::isfinite(logsum) ? std::min(most_, fixed::exp(gamma_ * logsum)) : 0;
  }

  double settled_, insecure_, stranded_, gamma_, most_;
  PlaceArray learnt_;  // factor of where they live
};

}  // namespace sojourn::models
