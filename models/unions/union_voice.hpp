#pragma once

#include <array>
#include <set>
#include <string>
#include <vector>

#include "models/unions/common_position.hpp"
#include "sim/stages/event_log.hpp"
#include "sim/stages/stages.hpp"
#include "sim/world/institutions.hpp"

namespace sojourn::models {

/// What members of a union say together, on the subjects of its competence; who breaks its rules is
/// not heard (ODD 7.30).
class UnionVoice {
 public:
  /// On which others ask states what they want: nothing that is asked is of development.
  static constexpr std::array kAsked{Subject::kSecurity, Subject::kLabour, Subject::kRights};

  explicit UnionVoice(Settings& settings);

  bool speaks_on(Subject subject) const { return competence_[position(subject)]; }
  /// Takes members anew, each with what it weighs now.
  void hear(const Scene& scene, const std::vector<StateId>& members);
  /// Forgets whoever is not among the members any more.
  void let_go(const std::vector<StateId>& members);
  /// Whom the others silence for breaking the rules of the union `name`.
  void judge(const Scene& scene, const std::string& name, EventLog& log);

  std::vector<StateId> members() const;
  std::vector<StateId> with_a_say() const;

  /// As CommonVoice has them.
  void agree(Subject subject, double band, double divided, StateArray& worth) const;
  void meet(Subject subject, StateArray& ideal) const;
  void pool(Subject subject, StateArray& values) const;
  StateId acts_with(Subject subject, StateId state) const;

  template <class Keeper>
  void state(Keeper& archive) {
    archive(members_, silenced_);
  }

 private:
  /// A member and what it weighs in the union.
  struct Member {
    StateId state;
    double weight = 1;  // > 0
  };
  /// Those of its members that have a say and a finite value, with their weights.
  struct Voices {
    std::vector<StateId> who;
    std::vector<double> value, weight;
  };

  static std::array<bool, kSubjects> read_competence(Settings& settings);
  double weight_of(const Scene& scene, StateId state) const;
  Voices voices(const StateArray& values) const;

  std::array<bool, kSubjects> competence_;
  UnionRule rule_;
  double standard_;
  std::vector<Member> members_;
  std::set<StateId> silenced_;  // without a say
};

}  // namespace sojourn::models
