#pragma once

#include "models/movement/recognition.hpp"
#include "sim/catalog.hpp"
#include "sim/moves.hpp"

namespace sojourn {

/// Time since the last change of place or status [years].
inline double years_since_change(const Scene& scene, const Person& person) {
  return std::max(0.0, (scene.tick - person.changed_at()) * scene.dt());
}
/// [years]
inline int age_of(const Scene& scene, const Person& person) {
  return (scene.world.calendar.absolute_month(scene.tick) -
          static_cast<int>(person.birth_month)) / 12;
}
inline bool at_home(const Scene& scene, const Person& person) {
  return scene.world.state_of(person.place()) == person.citizen_of();
}

/// Going home: r0*exp(-duration/wane), multiplied for students, lowered while people are driven from
/// home, raised by unemployment where one lives and for people who are stuck on the way.
class ReturnHome final : public Hazard {
 public:
  ReturnHome(Settings& settings, const World&)
      : r0_(settings.real("r0", "1 / year", {0, 5}, 0.06, "rate of return of new arrivals")),
        wane_(settings.real("wane", "years", {0.1, 100}, 8, "time over which ties home fade")),
        study_(settings.real("study", "1", {1, 50}, 5, "factor for those who came to study")),
        stuck_(settings.real("stuck", "1", {0, 100}, 3,
                             "factor for the stranded, detained and people on the way")),
        b_unemp_(settings.real("b_unemp", "1", {0, 20}, 3, "weight of unemployment abroad")),
        peace_(settings.real("peace", "1 / year", {1e-6, 1}, 0.005,
                             "displacement at home at which return falls by half")) {}

  void bind(const ModuleSet& modules) override {
    return_ = modules.channel("return");
    studies_ = modules.channel("study");
  }
  double bound(const Scene& scene, PlaceId residence, StateId citizenship,
               Status status) const override {
    if (!return_.valid() || scene.world.state_of(residence) == citizenship) return 0;
    return base(scene, residence, citizenship, status);
  }
  ChannelId apart() const override { return studies_; }
  double bound_apart(const Scene& scene, PlaceId residence, StateId citizenship,
                     Status status) const override {
    return study_ * bound(scene, residence, citizenship, status);
  }
  double rate(const Scene& scene, const Person& person) const override {
    const double now = base(scene, person.place(), person.citizen_of(), person.condition()) *
                       std::exp(-years_since_change(scene, person) / wane_);
    return person.channel == static_cast<std::uint64_t>(studies_.value) ? now * study_ : now;
  }
  void happen(const Scene&, const Person& person, Draws&, Step& step) const override {
    step.person().channel = static_cast<std::uint64_t>(return_.value);
    step.person().target = Person::kNoPlace;
    step.person().previous = Person::kNoPlace;
    step.move_to(PlaceId(person.citizen_of().value), Status::kReturned);
  }

 private:
  double base(const Scene& scene, PlaceId residence, StateId citizenship, Status status) const {
    const bool stuck = status == Status::kInTransit || status == Status::kStranded ||
                       status == Status::kDetained;
    const double driven = scene.conditions.displacement[citizenship.value];
    return r0_ * (stuck ? stuck_ : 1) * peace_ / (peace_ + driven) *
           (1 + b_unemp_ * scene.conditions.unemployment[residence.value]);
  }

  double r0_, wane_, study_, stuck_, b_unemp_, peace_;
  ChannelId return_, studies_;
};

/// Wanting to move on: people with a record choose again, by what moving is worth where they live.
/// Those without a secure place do so more often.
class Onward final : public Hazard {
 public:
  Onward(Settings& settings, const World&)
      : settled_(settings.real("settled", "1 / year", {0, 5}, 0.002,
                               "rate of regular migrants, free movers and returned")),
        insecure_(settings.real("insecure", "1 / year", {0, 5}, 0.1,
                                "rate of refugees, applicants, irregular migrants")),
        stranded_(settings.real("stranded", "1 / year", {0, 50}, 3,
                                "rate at which the stranded try again")),
        gamma_(settings.real("gamma", "1", {0, 3}, 0.9, "weight of prospects")),
        most_(settings.real("most", "1", {1, 100}, 8, "largest factor that prospects make")) {}

  double bound(const Scene& scene, PlaceId residence, StateId citizenship,
               Status status) const override {
    double factor = 0;
    for (int s = 0; s < kSkills; ++s) {
      for (const bool student : {false, true}) {
        factor = std::max(factor, prospects(scene, residence, citizenship, status,
                                            static_cast<Skill>(s), student));
      }
    }
    return base(status) * factor + driven(scene, residence, status);
  }
  double rate(const Scene& scene, const Person& person) const override {
    return base(person.condition()) *
           prospects(scene, person.place(), person.citizen_of(), person.condition(),
                     person.schooling(), is_student_age(age_of(scene, person))) +
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
      case Status::kSponsored: return settled_;
      case Status::kIrregular:
      case Status::kAsylumApplicant:
      case Status::kRefugee: return insecure_;
      case Status::kStranded: return stranded_;
      default: return 0;
    }
  }
  /// War and want where one lives drive on whoever lives there.
  static double driven(const Scene& scene, PlaceId place, Status status) {
    if (status == Status::kInTransit || status == Status::kDetained) return 0;
    return scene.conditions.displacement[place.value] +
           (is_insecure(status) ? scene.conditions.hardship[place.value] : 0);
  }
  /// The settled look at the world as the residents around them do.
  double prospects(const Scene& scene, PlaceId place, StateId citizenship, Status status,
                   Skill skill, bool student) const {
    if (status == Status::kStranded) return 1;
    const double logsum = is_insecure(status)
                              ? scene.prospects.of_insecure(place, citizenship, skill)
                              : scene.prospects.of_residents(place, skill, student);
    return std::isfinite(logsum) ? std::min(most_, std::exp(gamma_ * logsum)) : 0;
  }

  double settled_, insecure_, stranded_, gamma_, most_;
};

/// An irregular migrant gets papers, the sooner the more rights migrants have.
class Regularisation final : public Hazard {
 public:
  Regularisation(Settings& settings, const World&)
      : rate_(settings.real("rate", "1 / year", {0, 5}, 0.05, "rate at full rights")) {}
  double bound(const Scene& scene, PlaceId residence, StateId, Status status) const override {
    return status == Status::kIrregular ? rate_ * scene.stances.rights[residence.value] : 0;
  }
  double rate(const Scene& scene, const Person& person) const override {
    return rate_ * scene.stances.rights[person.place().value];
  }
  void happen(const Scene&, const Person&, Draws&, Step& step) const override {
    step.become(Status::kRegular);
  }

 private:
  double rate_;
};

/// The queue of applications: decided at a rate that grows with administrative capacity; protection
/// by the origin's displacement, else the person stays without papers.
class AsylumDecision final : public Hazard {
 public:
  AsylumDecision(Settings& settings, const World&)
      : rate_(settings.real("rate", "1 / year", {0, 50}, 2, "decisions per applicant and year at "
                                                            "full capacity")),
        recognition_(settings) {}
  double bound(const Scene& scene, PlaceId residence, StateId, Status status) const override {
    return status == Status::kAsylumApplicant ? at(scene, residence) : 0;
  }
  double rate(const Scene& scene, const Person& person) const override {
    return at(scene, person.place());
  }
  void happen(const Scene& scene, const Person& person, Draws& draws, Step& step) const override {
    const bool granted = draws.happens(recognition_(scene, person.citizen_of()));
    step.become(granted ? Status::kRefugee : Status::kIrregular);
  }

 private:
  double at(const Scene& scene, PlaceId place) const {
    return rate_ * scene.world.baseline.capacity[place.value];
  }
  double rate_;
  Recognition recognition_;
};

/// People become citizens of where they live, as its rights allow, and are residents from then on.
class Naturalisation final : public Hazard {
 public:
  Naturalisation(Settings& settings, const World&)
      : rate_(settings.real("rate", "1 / year", {0, 5}, 0.04, "rate at full rights, once eligible")),
        wait_(settings.real("wait", "years", {0, 50}, 5, "years until one is eligible")) {}
  double bound(const Scene& scene, PlaceId residence, StateId citizenship,
               Status status) const override {
    const bool eligible = status == Status::kRegular || status == Status::kRefugee ||
                          status == Status::kFreeMover || status == Status::kSponsored;
    if (!eligible || scene.world.state_of(residence) == citizenship) return 0;
    return rate_ * scene.stances.rights[residence.value];
  }
  double rate(const Scene& scene, const Person& person) const override {
    if (years_since_change(scene, person) < wait_) return 0;
    return rate_ * scene.stances.rights[person.place().value];
  }
  void happen(const Scene&, const Person&, Draws&, Step& step) const override {
    step.naturalise();
  }

 private:
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

/// People on the way or stranded give the journey up and stay where they are: as applicants where
/// they can hope for protection, else without papers.
class SettleOnTheWay final : public Hazard {
 public:
  SettleOnTheWay(Settings& settings, const World&)
      : rate_(settings.real("rate", "1 / year", {0, 50}, 0.15, "rate of settling on the way")),
        recognition_(settings) {}
  void bind(const ModuleSet& modules) override {
    asylum_ = modules.channel("asylum");
    irregular_ = modules.channel("irregular");
  }
  double bound(const Scene& scene, PlaceId residence, StateId citizenship,
               Status status) const override {
    const bool on_the_way = status == Status::kInTransit || status == Status::kStranded;
    return on_the_way && scene.world.state_of(residence) != citizenship ? rate_ : 0;
  }
  double rate(const Scene& scene, const Person& person) const override {
    return at_home(scene, person) ? 0 : rate_;
  }
  void happen(const Scene& scene, const Person& person, Draws& draws, Step& step) const override {
    const bool claims = draws.happens(recognition_(scene, person.citizen_of()));
    const ChannelId channel = claims ? asylum_ : irregular_;
    if (channel.valid()) step.person().channel = static_cast<std::uint64_t>(channel.value);
    step.person().target = Person::kNoPlace;
    step.person().previous = Person::kNoPlace;
    step.become(claims ? Status::kAsylumApplicant : Status::kIrregular);
  }

 private:
  double rate_;
  Recognition recognition_;
  ChannelId asylum_, irregular_;
};

/// Whoever is still in the own country, stuck or stopped at its border, stays for good.
class StayHome final : public Hazard {
 public:
  StayHome(Settings& settings, const World&)
      : rate_(settings.real("rate", "1 / year", {0, 50}, 0.5, "rate of giving up at home")) {}
  void bind(const ModuleSet& modules) override { return_ = modules.channel("return"); }
  double bound(const Scene& scene, PlaceId residence, StateId citizenship,
               Status status) const override {
    const bool stuck = status == Status::kStranded || status == Status::kDetained;
    return stuck && scene.world.state_of(residence) == citizenship ? rate_ : 0;
  }
  double rate(const Scene&, const Person&) const override { return rate_; }
  void happen(const Scene&, const Person&, Draws&, Step& step) const override {
    if (return_.valid()) step.person().channel = static_cast<std::uint64_t>(return_.value);
    step.person().target = Person::kNoPlace;
    step.person().previous = Person::kNoPlace;
    step.become(Status::kReturned);
  }

 private:
  double rate_;
  ChannelId return_;
};

/// Deaths of people with a record, at the rates of where they live.
class DeathAbroad final : public Hazard {
 public:
  DeathAbroad(Settings&, const World&) {}
  void bind(const ModuleSet& modules) override { demography_ = modules.demography.front().get(); }
  double bound(const Scene& scene, PlaceId residence, StateId, Status) const override {
    return demography_->death_rate(scene, residence, kBoundAge, Sex::kMale);
  }
  double rate(const Scene& scene, const Person& person) const override {
    const int age = std::min(age_of(scene, person), kBoundAge);
    return demography_->death_rate(scene, person.place(), age, static_cast<Sex>(person.sex));
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
  void bind(const ModuleSet& modules) override { demography_ = modules.demography.front().get(); }
  double bound(const Scene& scene, PlaceId residence, StateId, Status) const override {
    double most = 0;
    for (int age = 15; age < 50; ++age) {
      most = std::max(most, demography_->birth_rate(scene, residence, age));
    }
    return most;
  }
  double rate(const Scene& scene, const Person& person) const override {
    if (static_cast<Sex>(person.sex) != Sex::kFemale) return 0;
    return demography_->birth_rate(scene, person.place(), age_of(scene, person));
  }
  void happen(const Scene&, const Person&, Draws&, Step& step) const override { step.bear(); }

 private:
  const Demography* demography_ = nullptr;
};

}  // namespace sojourn
