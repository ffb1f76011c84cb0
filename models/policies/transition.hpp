#pragma once

#include <vector>

#include "sim/stages/stages.hpp"

namespace sojourn::models {

/// What programmes do to people (Rules::transitions): papers, temporary protection and its end,
/// deportation, returns to a safe third country or to where people first came into a union. Where
/// several reach a person they compete at their rates. A first entry counts at Transition::places
/// alone, where there are any.
class ProgrammeHazard final : public Hazard {
 public:
  ProgrammeHazard(Settings& /*settings*/, const World& /*world*/) {}
  void bind(const ModuleSet& modules) override;

  double bound(const Scene& scene, PlaceId residence, StateId citizenship,
               Status status) const override;
  double rate(const Scene& scene, const Person& person) const override;
  void happen(const Scene& scene, const Person& person, Draws& draws, Step& step) const override;

 private:
  void carry_out(const Scene& scene, const Transition& programme, Draws& draws, Step& step) const;
  void go_home(PlaceId to, Step& step) const;

  ChannelId return_;
};

}  // namespace sojourn::models
