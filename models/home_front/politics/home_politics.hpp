#pragma once

#include <optional>
#include <vector>

#include "models/home_front/politics/harm_news.hpp"
#include "models/home_front/politics/home_case.hpp"
#include "models/home_front/yearly_policy.hpp"

namespace sojourn::models {

class Elections;
class Retention;

/// States that can be content (ODD 7.5): what a state does once it has chosen for the first time it
/// is taken to have wanted, given all who weigh in at home; it moves when sentiment, shortage,
/// unemployment, news of harm, the rule of law or its government are other than they were.
class HomePolitics final : public YearlyPolicy {
 public:
  HomePolitics(Settings& settings, const World& world);
  void bind(const ModuleSet& modules) override;

  /// What a state's politics were read as; empty before they were.
  const std::optional<StatusQuo>& status_quo(StateId state) const {
    return status_quo_[state.index()];
  }

 private:
  Decision decide(const Scene& now, StateId state, PolicyFacts facts) override;
  void experience(const Scene& scene) override;
  double trend_years() const override { return weights().horizon; }
  Circumstances circumstances(const Scene& scene, StateId state, const PolicyFacts& facts) const;
  StatusQuo reveal(const Scene& scene, StateId state, const Circumstances& usual) const;
  HomeCase case_of(const Scene& scene, StateId state, const PolicyFacts& facts,
                   const Circumstances& now) const;
  double kept_by_rights(const Scene& scene, StateId state) const;

  HomeWeights weights_;
  int settling_;  // [years]
  HarmNews harm_;
  const Elections* elections_ = nullptr;
  const Retention* retention_ = nullptr;
  ChannelId family_;
  std::vector<std::optional<StatusQuo>> status_quo_;  // [state]
};

}  // namespace sojourn::models
