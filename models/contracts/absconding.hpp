#pragma once

#include "models/contracts/contracts.hpp"
#include "models/movement/losing_papers.hpp"
#include "models/movement/records.hpp"
#include "models/payoffs/wage_beliefs.hpp"
#include "sim/stages/rules_for.hpp"

namespace sojourn::models {

/// Workers leave the sponsor to whom they are tied for work without papers, at
/// rate*tied*(1 - rights_j)*max(0, w/c - 1): w the wage without papers, c the wage under contract.
class Absconding final : public Hazard {
 public:
  Absconding(Settings& settings, const World&)
      : rate_(settings.real("rate", "1 / year", {0, 50}, 0.3,
                            "rate without rights where work without papers pays twice as much")) {}

  void bind(const ModuleSet& modules) override {
    contracts_.bind(modules);
    wages_.bind(modules);
    irregular_ = modules.channel("irregular");
  }
  double bound(const Scene& scene, PlaceId residence, StateId citizenship,
               Status status) const override {
    if (status != Status::kTemporary || !needs_leave(scene, citizenship, residence)) return 0;
    double most = 0;
    for (const ContractLaw* law : contracts_.all()) {
      most = std::max(most, from(scene, *law, citizenship, residence));
    }
    return most;
  }
  double rate(const Scene& scene, const Person& person) const override {
    const ContractLaw* law = contracts_.of(person);
    return law == nullptr ? 0 : from(scene, *law, person.citizen_of(), person.place());
  }
  void happen(const Scene&, const Person&, Draws&, Step& step) const override {
    lose_papers(irregular_, step);
  }

 private:
  double from(const Scene& scene, const ContractLaw& law, StateId citizenship,
              PlaceId place) const {
    if (!wages_.any()) return 0;
    const double under_contract = scene.labour.wage[place] * law.pay(scene, citizenship, place);
    const double gap = wages_.without_papers(scene, citizenship, place) / under_contract - 1;
    const double rights = rights_for(scene.rules, citizenship, place);
    return rate_ * law.tied(scene, citizenship, place) * (1 - rights) * std::max(0.0, gap);
  }

  double rate_;
  Contracts contracts_;
  WageBeliefs wages_;
  ChannelId irregular_;
};

}  // namespace sojourn::models
