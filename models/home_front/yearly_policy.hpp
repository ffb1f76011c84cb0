#pragma once

#include <string>
#include <vector>

#include "models/home_front/policy_choice.hpp"
#include "models/home_front/workforce_trend.hpp"

namespace sojourn::models {

class LabourMarket;

/// The yearly choice of openness, rights and effort at the borders by every state (ODD 7.5), within
/// `step` of the year before, others' policies as they are. Chosen on the first tick of a year,
/// from the second whole calendar year on; rules follow in the same tick. What a state wants is
/// said by the theories that derive from this.
class YearlyPolicy : public HomeFront {
 public:
  YearlyPolicy(Settings& settings, const World& world);
  void bind(const ModuleSet& modules) override;
  std::string warning() const override;
  void update(const Scene& scene, Labour& labour, Stances& stances, EventLog& log) final;
  void watch(const Scene& scene) final;
  const PolicyWeights& weights() const { return weights_; }

 protected:
  /// The choice of one state, and why its openness moves.
  struct Decision {
    PolicyChoice choice;
    std::string reason;
  };
  virtual Decision decide(const Scene& now, StateId state, PolicyFacts facts) = 0;
  /// What is measured every tick, whether the module acts or not.
  virtual void experience(const Scene& scene) = 0;
  /// Over how many of the last years the trend of the workforce is taken.
  virtual double trend_years() const { return 1; }
  const WorkforceTrend& trend() const { return trend_; }

 private:
  void remember(const Scene& scene);
  PolicyFacts facts(const Scene& scene, StateId state, const InflowResponse& inflow) const;
  void look_ahead(const Scene& scene, StateId state, PolicyFacts& facts) const;
  void choose(const Scene& scene, Stances& stances, EventLog& log);
  void note_turn(const Scene& scene, StateId state, const PolicyFacts& facts,
                 const Decision& decision, EventLog& log);
  void note_first_moves(EventLog& log);

  PolicyWeights weights_;
  const LabourMarket* market_ = nullptr;
  std::string first_;  // that chooses by such a theory
  WorkforceTrend trend_;
  std::vector<int> direction_;  // [state] of openness when it last moved: 1, -1; 0: never yet
  int first_opening_ = 0, first_closing_ = 0;  // states, this tick
};

}  // namespace sojourn::models
