#pragma once

#include <optional>
#include <string>
#include <vector>

#include "models/home_front/politics/family_response.hpp"
#include "models/home_front/politics/harm_news.hpp"
#include "models/home_front/politics/home_case.hpp"
#include "models/home_front/politics/retention.hpp"
#include "models/home_front/yearly_policy.hpp"

namespace sojourn::models {

class Elections;

/// A state is content at first (ODD 7.5): its first policy is taken as what it wants, given all who
/// weigh in at home. It moves when sentiment, shortage, unemployment, news of harm, the rule of law
/// or its government change.
class HomePolitics final : public YearlyPolicy, public KnowsTheUsual {
 public:
  HomePolitics(Settings& settings, const World& world);
  void bind(const ModuleSet& modules) override;
  std::string warning() const override;

  /// What a state's politics were read as; empty before they were.
  const std::optional<StatusQuo>& status_quo(StateId state) const {
    return status_quo_[state.index()];
  }
  Departures departures(const Scene& scene, StateId state) const override;
  PlacedWorker placed_worker(const Scene& scene, StateId state, double vacant) const override;
  void state(Archive& archive) override;

 private:
  bool ready() const override { return trend().years() >= settling_; }
  void look_around(const Scene& now) override;
  Decision decide(const Scene& now, StateId state, PolicyFacts facts) override;
  void experience(const Scene& scene) override;
  double trend_years() const override { return weights().horizon; }

  void get_used(const Scene& scene);
  Circumstances circumstances(const Scene& scene, StateId state) const;
  StatusQuo reveal(const Scene& scene, StateId state) const;
  HomeCase case_of(const Scene& scene, StateId state) const;
  double kept_by_rights(const Scene& scene, StateId state) const;

  HomeWeights weights_;
  int settling_;  // [years]
  HarmNews harm_;
  FamilyResponse family_;
  const Elections* elections_ = nullptr;
  const Retention* retention_ = nullptr;
  std::vector<std::string> doubts_;  // of what it needs
  Retention::Rates leaving_;         // of the day on which states choose
  /// What policies held the levers at on the first tick, beside what was declared; NaN: not held.
  std::array<PlaceArray, kLevers> held_at_start_;
  std::vector<Circumstances> usual_;                  // [state]
  int months_ = 0;                                    // ticks over which these are the means
  std::vector<std::optional<StatusQuo>> status_quo_;  // [state]
};

}  // namespace sojourn::models
