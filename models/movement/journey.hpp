#pragma once

#include "sim/stages/stages.hpp"

namespace sojourn::models {

class CorridorCost;

/// People on the way (ODD 7.9): they set out at a rate, choose the next corridor by
/// recursive logit, are intercepted with probability e, else die with min(1, risk*(1 + a_shift*e)),
/// else are across (or sent back under an agreement on readmission), and go straight on with
/// probability `momentum`. A crossing with a season sets out in the share of attempts that the
/// month allows; the rest wait, and so does who comes on a day on which it is closed.
class Journey final : public Hazard {
 public:
  Journey(Settings& settings, const World& world);
  void bind(const ModuleSet& modules) override;

  double bound(const Scene&, PlaceId, StateId, Status status) const override {
    return status == Status::kInTransit ? pace_ : 0;
  }
  double rate(const Scene&, const Person&) const override { return pace_; }
  void happen(const Scene& scene, const Person& person, Draws& draws, Step& step) const override;

 private:
  enum class Leg { kOn, kHere, kOver };
  Leg cross(const Scene& scene, CorridorId corridor, Draws& draws, Step& step, bool first) const;
  void arrive(const Scene& scene, Step& step) const;

  double pace_;
  double momentum_;
  double detained_;
  const CorridorCost* cost_ = nullptr;
};

}  // namespace sojourn::models
