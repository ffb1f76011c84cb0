#pragma once

#include <string>
#include <vector>

#include "models/home_front/politics/departures.hpp"
#include "sim/base/stateful.hpp"
#include "sim/input/settings.hpp"
#include "sim/stages/stages.hpp"

namespace sojourn::models {

/// Governments that turn on migration are elected (ODD 7.5). Every `term`, from a date of each
/// state's own, a state votes; with chance 1 - exp(-|pressure|) a government takes office that
/// wants to close (pressure above 0) or to open, else one that leaves things as they were: pressure
/// = b_sentiment*sentiment + b_unemployment*unemployment - b_shortage*shortage, of what departs
/// from the usual (KnowsTheUsual).
class Elections final : public HomeFront, public Stateful {
 public:
  Elections(Settings& settings, const World& world);
  void bind(const ModuleSet& modules) override;
  std::string warning() const override;
  void update(const Scene& scene, Labour& labour, Stances& stances, EventLog& log) override;

  /// -1: closing, 1: opening, 0: as it was.
  int leaning(StateId state) const { return leaning_[state.index()]; }
  /// By how much the government wants openness and rights other than they were.
  double swing(StateId state) const { return leaning(state) * swing_; }
  double pressure(const Departures& departures) const;
  bool votes(const Scene& scene, StateId state) const;
  void state(Archive& archive) override;

 private:
  void elect(const Scene& scene, StateId state, EventLog& log);

  int term_;  // [ticks]
  double b_sentiment_, b_unemployment_, b_shortage_, swing_;
  const KnowsTheUsual* usual_ = nullptr;
  std::vector<int> leaning_;  // [state]
};

}  // namespace sojourn::models
