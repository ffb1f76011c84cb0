#pragma once

#include "models/channels/visit.hpp"
#include "models/movement/losing_papers.hpp"
#include "models/movement/permitted_days.hpp"
#include "models/movement/records.hpp"
#include "sim/stages/catalog.hpp"
#include "sim/stages/rules_for.hpp"

namespace sojourn::models {

/// Visitors stay on once the permitted days are over: at `rate` a year, 0 before. They ask for
/// protection with the chance of recognition, else they stay without papers.
class Overstay final : public Hazard {
 public:
  Overstay(Settings& settings, const World& world)
      : permitted_(settings, world),
        rate_(settings.real("rate", "1 / year", {0, 365}, 12,
                            "rate of staying on once the permitted days are over")) {}

  void bind(const ModuleSet& modules) override {
    visits_.clear();
    for (const auto& [id, visit] : modules.channels<VisitChannel>()) visits_.push_back(id);
    asylum_ = modules.channel("asylum");
    irregular_ = modules.channel("irregular");
  }
  double bound(const Scene& scene, PlaceId residence, StateId citizenship,
               Status status) const override {
    const bool may_visit = status == Status::kTemporary && !visits_.empty();
    return may_visit && needs_leave(scene, citizenship, residence) ? rate_ : 0;
  }
  double rate(const Scene& scene, const Person& person) const override {
    const double days = years_since_change(scene, person) * kDaysPerYear + kRounding;
    const bool over = days >= permitted_.of(scene.world, person);
    return over && std::ranges::count(visits_, person.way()) > 0 ? rate_ : 0;
  }
  void happen(const Scene& scene, const Person& person, Draws& draws, Step& step) const override {
    const double recognised = recognition_for(scene, person.citizen_of(), person.place());
    if (!draws.happens(recognised)) return lose_papers(irregular_, step);
    if (asylum_.valid()) step.person().channel = asylum_.bits();
    step.become(Status::kAsylumApplicant);
  }

 private:
  static constexpr double kDaysPerYear = 365;
  static constexpr double kRounding = 1e-6;  // of days that are whole

  PermittedDays permitted_;
  double rate_;
  std::vector<ChannelId> visits_;
  ChannelId asylum_, irregular_;
};

}  // namespace sojourn::models
