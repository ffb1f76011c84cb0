#pragma once

#include <string>
#include <vector>

#include "models/emigration/emigrants_worth.hpp"
#include "models/emigration/employer_state.hpp"
#include "models/emigration/exit_agreement.hpp"
#include "models/emigration/workers_sought.hpp"

namespace sojourn::models {

/// States of origin act for their citizens abroad (ODD 7.28). Every January, towards each richer
/// state: consuls look after those who are there; the diaspora is courted; and nobody may go where
/// one would better not have gone, or where a ban would bring better rights than it costs. States
/// of `together` decide on bans as one. A destination concedes the rights that are asked where the
/// workers who would stay away are worth more to it (EmployerState), step by step, and as long as
/// the bans that they ended would come back.
class Emigration final : public Negotiation, public Stateful {
 public:
  Emigration(Settings& settings, const World& world);
  void bind(const ModuleSet& modules) override;
  std::string warning() const override;
  void negotiate(const Scene& scene, Agreements& agreements, EventLog& log) override;

  const ExitDecisions& decisions() const { return now_; }
  void state(Archive& archive) override;

 private:
  /// Who would bar its citizens from a state, and the rights at which each would let them go.
  struct Threat {
    IdSet<StateId> by = IdSet<StateId>::none();
    double asked = 0;
  };
  bool acts_towards(const Scene& scene, StateId from, StateId to) const;
  std::vector<std::vector<StateId>> groups(const Scene& scene) const;
  Threat threat_to(const Scene& scene, StateId to, StateArray& asked) const;
  double worth_looked_after(const Scene& scene, StateId from, StateId to) const;
  bool protects(const Scene& scene, StateId from, StateId to) const;
  double worth_asking(const Scene& scene, const std::vector<StateId>& group, StateId to) const;
  void review(const Scene& scene, StateId to, EventLog& log);
  void concede(const Scene& scene, StateId to, const Threat& threat, EventLog& log);
  void set_ban(const Scene& scene, StateId from, StateId to, bool bans, EventLog& log);
  void look_after(const Scene& scene, StateId from);
  double own_rights(StateId to) const { return own_rights_[to]; }
  EmployerState employer(const Scene& scene, StateId to) const;
  double may_concede(const Scene& scene, StateId to, const IdSet<StateId>& missing) const;

  EmigrantsWorth worth_;
  std::vector<StateId> acting_, together_;
  bool bans_;
  double horizon_, step_, least_, usual_working_share_;
  int start_;  // [tick]
  PolicyWeights weights_;
  const YearlyPolicy* policy_ = nullptr;
  double working_share_ = 0;
  WorkersSought sought_;
  ExitDecisions now_;
  PlaceArray own_rights_;  // of this January, but for what was conceded here
};

}  // namespace sojourn::models
