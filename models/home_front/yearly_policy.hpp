#pragma once

#include <array>
#include <string>
#include <vector>

#include "models/home_front/policy_choice.hpp"
#include "models/home_front/workforce_trend.hpp"
#include "sim/base/stateful.hpp"

namespace sojourn::models {

class LabourMarket;

/// The yearly choice of openness, rights and effort at the borders by every state (ODD 7.5), within
/// `step` of the year before, others' policies as they are. Chosen on the first tick of a year,
/// from the second whole calendar year on; rules follow in the same tick. What a state wants is
/// said by the theories that derive from this.
class YearlyPolicy : public HomeFront, public Stateful {
 public:
  YearlyPolicy(Settings& settings, const World& world);
  void bind(const ModuleSet& modules) override;
  std::string warning() const override;
  void update(const Scene& scene, Labour& labour, Stances& stances, EventLog& log) final;
  void watch(const Scene& scene) final;
  const PolicyWeights& weights() const { return weights_; }
  /// As the theory has it; `vacant` is the share of demand that nobody meets.
  virtual PlacedWorker placed_worker(const Scene& scene, StateId state, double vacant) const {
    return models::placed_worker(weights_, scene.stances.sentiment[state], vacant);
  }
  void state(Archive& archive) override;

 protected:
  /// The choice of one state, and why openness and rights move; empty: turns are not told.
  struct Decision {
    PolicyChoice choice;
    std::array<std::string, 2> reasons;
  };
  /// Whether states know enough to choose; asked first on the first tick of a year.
  virtual bool ready() const { return trend_.years() > 0; }
  /// Called before they decide. Rules of `now` are those of its stances.
  virtual void look_around(const Scene& /*now*/) {}
  virtual Decision decide(const Scene& now, StateId state, PolicyFacts facts) = 0;
  /// What is measured every tick, whether the module acts or not.
  virtual void experience(const Scene& scene) = 0;
  /// Over how many of the last years the trend of the workforce is taken.
  virtual double trend_years() const { return 1; }
  const WorkforceTrend& trend() const { return trend_; }
  /// Fills in demand and supply at the horizon.
  void look_ahead(const Scene& scene, StateId state, PolicyFacts& facts) const;

 private:
  void remember(const Scene& scene);
  PolicyFacts facts(const Scene& scene, StateId state, const InflowResponse& inflow) const;
  void choose(const Scene& scene, Stances& stances, EventLog& log);
  void note_turn(const Scene& scene, StateId state, const PolicyFacts& facts,
                 const Decision& decision, Lever lever, EventLog& log);
  void note_first_moves(EventLog& log);

  PolicyWeights weights_;
  double notable_;  // part of the largest step
  const LabourMarket* market_ = nullptr;
  std::string first_;  // that chooses by such a theory
  WorkforceTrend trend_;
  /// [openness, rights][state] of the last move: 1, -1; 0: never yet.
  std::array<std::vector<int>, 2> direction_;
  int first_opening_ = 0, first_closing_ = 0;  // states, this tick
};

}  // namespace sojourn::models
