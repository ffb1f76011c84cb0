#pragma once

#include "models/movement/records.hpp"
#include "sim/stages/catalog.hpp"
#include "sim/stages/rules_for.hpp"
#include "sim/stages/step.hpp"

namespace sojourn::models {

/// People on the way or stranded give the journey up and stay where they are: as applicants where
/// they can hope for protection, else without papers.
class SettleOnTheWay final : public Hazard {
 public:
  SettleOnTheWay(Settings& settings, const World&)
      : rate_(settings.real("rate", "1 / year", {0, 50}, 0.15, "rate of settling on the way")) {}
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
    const bool claims = draws.happens(recognition_for(scene, person.citizen_of(), person.place()));
    const ChannelId channel = claims ? asylum_ : irregular_;
    if (channel.valid()) step.person().channel = channel.bits();
    step.person().target = Person::kNoPlace;
    step.person().previous = Person::kNoPlace;
    step.become(claims ? Status::kAsylumApplicant : Status::kIrregular);
  }

 private:
  double rate_;
  ChannelId asylum_, irregular_;
};

/// People who are stranded or detained in their own country give the journey up and return home.
class StayHome final : public Hazard {
 public:
  StayHome(Settings& settings, const World&)
      : rate_(settings.real("rate", "1 / year", {0, 50}, 0.5, "rate of giving up at home")) {}
  void bind(const ModuleSet& modules) override { return_ = modules.channel("return"); }
  double bound(const Scene& scene, PlaceId residence, StateId citizenship,
               Status status) const override {
    return kStuck.contains(status) && scene.world.state_of(residence) == citizenship ? rate_ : 0;
  }
  double rate(const Scene&, const Person&) const override { return rate_; }
  void happen(const Scene&, const Person&, Draws&, Step& step) const override {
    if (return_.valid()) step.person().channel = return_.bits();
    step.person().target = Person::kNoPlace;
    step.person().previous = Person::kNoPlace;
    step.become(Status::kReturned);
  }

 private:
  double rate_;
  ChannelId return_;
};

}  // namespace sojourn::models
