#pragma once

#include <map>
#include <set>

#include "models/parties/common_voice.hpp"
#include "models/shocks/after_right.hpp"
#include "models/unions/burden.hpp"
#include "models/unions/leaving.hpp"
#include "models/unions/union_voice.hpp"
#include "sim/base/stateful.hpp"
#include "sim/stages/catalog.hpp"

namespace sojourn::models {

/// A union of states as an actor (ODD 7.30): the members of a declared area, as they join and leave
/// it. On the subjects of its competence they have one position in forums, cast one ballot on
/// texts and sign these together; they share applicants for asylum; each may leave, or suspend free
/// movement, for reasons of its own; and who breaks the union's rules loses its say in it.
class UnionPolitics final : public Negotiation, public CommonVoice, public Stateful {
 public:
  static constexpr bool kOneOfAType = false;  // several unions stand side by side
  UnionPolitics(Settings& settings, const World& world);
  void check(const ModuleSet& modules, Diagnostics& diagnostics) const override;
  void bind(const ModuleSet& modules) override;
  std::string warning() const override;
  void negotiate(const Scene& scene, Agreements& agreements, EventLog& log) override;
  void watch(const Scene& scene) override;
  void state(Archive& archive) override;

  void agree(Subject subject, double band, double divided, StateArray& worth) const override {
    voice_.agree(subject, band, divided, worth);
  }
  void meet(Subject subject, StateArray& ideal) const override { voice_.meet(subject, ideal); }
  void pool(Subject subject, StateArray& values) const override { voice_.pool(subject, values); }
  StateId acts_with(Subject subject, StateId state) const override {
    return voice_.acts_with(subject, state);
  }

  /// Who has a say, by the last review, and has not left since.
  std::vector<StateId> with_a_say() const { return voice_.with_a_say(); }
  /// Of the last review, of who has not left since; empty where nobody may leave.
  const std::vector<MemberFacts>& facts() const { return facts_; }
  const AreaValues& values() const { return values_; }

 private:
  void check_entries(Settings& settings, const World& world) const;
  std::string overlap_with(const UnionPolitics& other, const ModuleSet& modules) const;
  bool may_have(StateId state, const ModuleSet& modules) const;
  std::vector<StateId> members_now(const Scene& scene) const;
  void notice(const Scene& scene);
  void let_go(const std::vector<StateId>& members);
  void review(const Scene& scene, EventLog& log);
  void look_at(const Scene& scene);
  Attachment attachment_of(const Scene& scene, StateId state, const std::vector<StateId>& members,
                           const PairArray& abroad) const;
  bool was_in_last_year(const Scene& scene, StateId member) const;
  double inflow(const Scene& scene, StateId member, const std::vector<StateId>& members) const;
  double years_in(const Scene& scene, StateId member) const;
  void decide(const Scene& scene, EventLog& log);
  void leave(const Scene& scene, const MemberFacts& facts, EventLog& log);
  void suspend_or_resume(const Scene& scene, const MemberFacts& facts, EventLog& log);
  std::vector<Withdrawal> withdrawn(const Scene& scene) const;
  Relocation shared(const Scene& scene, const std::vector<StateId>& members) const;
  std::string name_of(const Scene& scene, StateId state) const;

  const World& world_;
  std::size_t area_;  // in World::areas
  Source where_;      // it says so, for the user
  UnionVoice voice_;  // of the members of the last review who have not left since
  LeavingWeights leaving_;
  AreaValues values_;
  UsualInflow usual_;
  std::map<StateId, int> since_;  // year
  int notice_;                    // [ticks]
  bool flexible_;
  AfterRight its_, others_;
  TermAfterRight term_;
  double first_entry_;  // [1 / year]
  BurdenTerms burden_;
  std::string apart_;  // why deals are made by each member; empty: they are not
  ChannelId free_movement_;
  bool transfers_ = true;  // whether a hazard carries out what is to be done with applicants
  bool changes_ = true;    // and one changes the status of those who lose the right

  bool reviewed_ = false;
  std::map<StateId, int> joined_;        // [tick] of whom it saw come in during the run
  std::map<StateId, int> left_;          // [tick] on which it is out
  std::set<StateId> suspended_;          // who lets nobody settle for the time being
  std::map<StateId, double> surprises_;  // of last year, of who was in all of it
  std::vector<MemberFacts> facts_;       // of the last review
};

}  // namespace sojourn::models
