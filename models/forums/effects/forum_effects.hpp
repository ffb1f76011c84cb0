#pragma once

#include "models/forums/effects/meetings.hpp"
#include "models/forums/proposals/position_reader.hpp"
#include "models/parties/acquaintance.hpp"
#include "sim/base/archive.hpp"

namespace sojourn::models {

/// What forums do, whoever founded them (KB21 on the functions of consultative processes): members
/// contract at less cost, trust each other more, are asked to ratify, get capacity from who funds
/// the forum, and carry out what a forum decides that binds (formality) and was left to decide
/// (discretion); their neighbours follow in part. Reviewed every January.
class ForumEffects final : public Negotiation, public Acquaintance, public Stateful {
 public:
  ForumEffects(Settings& settings, const World& world);
  void bind(const ModuleSet& modules) override { reader_.bind(modules); }
  void negotiate(const Scene& scene, Agreements& agreements, EventLog& log) override;
  void watch(const Scene& scene) override { reader_.update(scene); }
  void state(Archive& archive) override { archive(reader_, meetings_, known_, aid_); }

  using Acquaintance::saved;
  double saved(Subject subject, StateId one, StateId other) const override;
  double saved(StateId state) const override;
  double trust(StateId state) const override;
  double urged(StateId state) const override;

 private:
  void review(const Scene& scene, Agreements& agreements, EventLog& log);
  void log_work(std::size_t n_rules, std::size_t n_grants, EventLog& log) const;
  /// What each state lacks in capacity but for the aid of last year.
  StateArray lack_without_aid(const Scene& scene) const;
  double known(StateId state) const { return known_.size() > 0 ? known_[state] : 0; }

  EffectTerms terms_;
  PositionReader reader_;
  std::vector<States> peers_;
  Meetings meetings_;
  StateArray known_;  // by state; empty before the first review
  StateArray aid_;    // of the last review, by state [int. $ / year]
};

}  // namespace sojourn::models
