#pragma once

#include "models/contracts/contracts.hpp"
#include "models/movement/losing_papers.hpp"
#include "models/movement/return_home.hpp"
#include "models/payoffs/wage_beliefs.hpp"

namespace sojourn::models {

/// Permits for a term fall due every `term` years after arrival. Fewer are renewed when labour
/// demand falls, before anyone who may stay is let go. Whose permit ends goes home, or stays on
/// without papers with the chance overstay*w^b/(w^b + h^b): w the wage without papers, h the wage
/// at home, b = b_wage.
class ContractEnd final : public Hazard {
 public:
  ContractEnd(Settings& settings, const World&)
      : overstay_(settings.real("overstay", "1", {0, 1}, 0.2,
                                "chance of getting by without papers for who would stay")) {}

  void bind(const ModuleSet& modules) override {
    contracts_.bind(modules);
    wages_.bind(modules);
    return_ = modules.channel("return");
    irregular_ = modules.channel("irregular");
  }
  double bound(const Scene& scene, PlaceId residence, StateId citizenship,
               Status status) const override {
    const bool may_fall_due = status == Status::kTemporary && !contracts_.all().empty();
    return may_fall_due && needs_leave(scene, citizenship, residence) ? within_a_tick(scene) : 0;
  }
  double rate(const Scene& scene, const Person& person) const override {
    const ContractLaw* law = contracts_.of(person);
    if (law == nullptr) return 0;
    const int ticks = scene.tick - person.changed_at();
    const int term = law->term(scene, person.citizen_of(), person.place());
    return ticks > 0 && ticks % term == 0 ? within_a_tick(scene) : 0;
  }
  void happen(const Scene& scene, const Person& person, Draws& draws, Step& step) const override {
    const ContractLaw& law = *contracts_.of(person);
    if (draws.happens(law.renewal(scene, person.citizen_of(), person.place()))) return;
    if (draws.happens(staying_on(scene, person))) return lose_papers(irregular_, step);
    go_home(return_, step);
  }

 private:
  /// A rate at which nobody is spared: exp(-40) is below the resolution of draws.
  static double within_a_tick(const Scene& scene) { return 40 / scene.dt(); }
  double staying_on(const Scene& scene, const Person& person) const {
    if (!wages_.any()) return overstay_ / 2;
    const double here = wages_.without_papers(scene, person.citizen_of(), person.place());
    const double home = scene.labour.wage[person.citizen_of()];
    return overstay_ / (1 + wages_.outweighs(home, here));
  }

  double overstay_;
  Contracts contracts_;
  WageBeliefs wages_;
  ChannelId return_, irregular_;
};

}  // namespace sojourn::models
