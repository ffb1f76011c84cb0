#pragma once

#include <string>

#include "models/compacts/assessment.hpp"

namespace sojourn::models {

/// What moves states to take part in a compact, beside what joining any text takes.
struct ParticipationWeights {
  double pressure = 0.5;        // press [worth]
  double pressed_by_all = 0.3;  // worth of being pressed by everybody, per unit of press
  double sovereignty = 0.5;     // [worth]
  double fear = 0.5;            // [worth]
  double support = 0.1;         // [worth]
  double commitment = 0.1;      // share of the cost of joining that a vote brings on
  double band = 0.01;           // [worth]
  double absence = 0.25;        // of a state without capacity, in [0, 1]
  double exit_rate = 0.15;      // [1 / year]
  double exit_cost = 0.25;      // [worth]
  double acclamation = 0.5;     // hardness below which whoever votes for a text is in
  double linked = 0.1;          // hardness that binding law a state is under lends to custom

  ParticipationWeights() = default;
  explicit ParticipationWeights(Settings& s);
};

/// What decides about joining, staying and voting [worth].
struct ParticipationTerms {
  JoiningTerms joining;  // `hosting` is the cost of one's own obligations here
  double pressure = 0, sovereignty = 0, fear = 0, support = 0;

  double net() const { return joining.net() + pressure + support - sovereignty - fear; }
  /// What a vote is worth: it brings on `commitment` of the costs, and no pressure or fear.
  double vote(double commitment) const {
    return joining.benefit + support - commitment * (joining.costs() + sovereignty);
  }
  /// Share of the rate of joining that is owed to pressure, in [0, 1).
  double coerced(const JoiningWeights& weights, double peers) const {
    const double rate = joining_rate(weights, 0, net(), peers);
    return rate > 0 ? 1 - joining_rate(weights, 0, net() - pressure, peers) / rate : 0;
  }
  /// Largest addends: "benefit +0.07, own obligations -0.05".
  std::string text() const;
};

/// Those who are bound, as others see them.
struct Members {
  StateArray in;          // by state: 1 or 0
  double compliance = 0;  // mean of the members'
  double share() const { return in.size() > 0 ? in.mean() : 0; }
};

/// A text as it is weighed: its objectives' worth to each state.
class Appraisal {
 public:
  /// `expected` [state, objective] is what each state would do if bound at `hardness`; members do
  /// what they did, `practice`. Before there are any, others' compliance is taken to be each
  /// one's prior and, for a vote (`as_if_all`), all of them to be bound.
  Appraisal(const CompactText& text, const CompactStates& states, const StateObjective& expected,
            const StateObjective& practice, const Eigen::ArrayXd& in, bool as_if_all);

  /// As the joining of any text takes it, at depth 1: stake = 2*mean_o beneficiary*value*C_o, C_o
  /// compliance of members; reach the share of the obligors of what benefits i who are members;
  /// exposure = 2*mean_o obligor*cost*(1 - practice)*expected: own cost times own compliance.
  Joiner joiner(Eigen::Index state) const;

 private:
  Eigen::ArrayXd stake_, reach_, exposure_, capacity_, saved_;
};

/// `custom` is the hardness that custom has reached by itself. The text's pull by pressure is
/// press*pressed_by_all*share of members*their compliance*(1 - power_i), its repulsion by fear
/// fear*(max(0, custom - h) + linked*under_law_i)*sovereignty_i, that of its own hardness
/// sovereignty*h*sovereignty_i.
ParticipationTerms participation(const ParticipationWeights& weights, const JoiningWeights& joining,
                                 const Joiner& joiner, const CompactStates& states,
                                 Eigen::Index state, const Members& members, double hardness,
                                 double custom);

}  // namespace sojourn::models
