#pragma once

#include "models/movement/records.hpp"
#include "sim/base/arithmetic/elementary.hpp"
#include "sim/stages/catalog.hpp"
#include "sim/stages/refused_share.hpp"
#include "sim/stages/step.hpp"

namespace sojourn::models {

/// Back to one's own country. `returning` is the channel of those who return, if there is one.
inline void go_home(ChannelId returning, Step& step) {
  Person& person = step.person();
  if (returning.valid()) person.channel = returning.bits();
  person.target = Person::kNoPlace;
  person.previous = Person::kNoPlace;
  step.move_to(place_of(person.citizen_of()), Status::kReturned);
}

/// Going home: r0*exp(-duration/wane), multiplied for students, lowered while people are driven
/// from home, raised by unemployment where one lives and for people who are stuck on the way; times
/// the learnt factor of citizenship and residence.
class ReturnHome final : public Hazard {
 public:
  ReturnHome(Settings& settings, const World& world)
      : r0_(settings.real("r0", "1 / year", {0, 5}, 0.06, "rate of return of new arrivals")),
        wane_(settings.real("wane", "years", {0.1, 100}, 8, "time over which ties home fade")),
        study_(settings.real("study", "1", {1, 50}, 5, "factor for those who came to study")),
        stuck_(settings.real("stuck", "1", {0, 100}, 3,
                             "factor for the stranded, detained and people on the way")),
        b_unemp_(settings.real("b_unemp", "1", {0, 20}, 3, "weight of unemployment abroad")),
        peace_(settings.real("peace", "1 / year", {1e-6, 1}, 0.005,
                             "displacement at home at which return falls by half")),
        ties_(world.return_factor.unaryExpr(&fixed::exp)) {
    for (int ticks = 0; ticks < kManyTicks; ++ticks) {
      faded_.push_back(faded_after(ticks * world.calendar.dt()));
    }
  }

  void bind(const ModuleSet& modules) override {
    return_ = modules.channel("return");
    studies_ = modules.channel("study");
  }
  double bound(const Scene& scene, PlaceId residence, StateId citizenship,
               Status status) const override {
    if (!return_.valid() || scene.world.state_of(residence) == citizenship) return 0;
    return base(scene, residence, citizenship, status);
  }
  ChannelId hot_channel() const override { return studies_; }
  double hot_bound(const Scene& scene, PlaceId residence, StateId citizenship,
                   Status status) const override {
    return study_ * bound(scene, residence, citizenship, status);
  }
  double rate(const Scene& scene, const Person& person) const override {
    const double now = base(scene, person.place(), person.citizen_of(), person.condition()) *
                       faded(scene, scene.tick - person.changed_at());
    return person.way() == studies_ ? now * study_ : now;
  }
  void happen(const Scene&, const Person&, Draws&, Step& step) const override {
    go_home(return_, step);
  }

 private:
  double base(const Scene& scene, PlaceId residence, StateId citizenship, Status status) const {
    const bool on_the_way = kOnTheWay.contains(status);
    const double driven = scene.conditions.displacement[citizenship];
    const double asked = status == Status::kIrregular ? scene.rules.irregular_return[residence] : 1;
    const PlaceId home(citizenship.value);
    const double open = 1 - refused_share(scene.rules, return_, citizenship, residence, home);
    return open * r0_ * asked * (on_the_way ? stuck_ : 1) * peace_ / (peace_ + driven) *
           (1 + b_unemp_ * scene.conditions.unemployment[residence]) *
           ties_(citizenship, residence);
  }

  /// What is left of a new arrival's rate.
  double faded_after(double years) const { return fixed::exp(-years / wane_); }
  double faded(const Scene& scene, int ticks) const {
    const int since = std::max(0, ticks);
    return since < kManyTicks ? faded_[position(since)] : faded_after(since * scene.dt());
  }

  static constexpr int kManyTicks = 4096;

  double r0_, wane_, study_, stuck_, b_unemp_, peace_;
  PairArray ties_;             // learnt factor, by citizenship and residence
  std::vector<double> faded_;  // by ticks since the last change
  ChannelId return_, studies_;
};

}  // namespace sojourn::models
