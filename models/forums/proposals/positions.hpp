#pragma once

#include <Eigen/Core>
#include <array>
#include <optional>
#include <vector>

#include "models/bargaining/issue_space.hpp"
#include "sim/world/institutions.hpp"
#include "sim/world/world.hpp"

namespace sojourn::models {

/// Ascending.
using States = std::vector<StateId>;
using SubjectMask = std::array<bool, kSubjects>;

/// What a subject of a forum's mandate means in the space of issues; development moves no issue
/// there, it is only talked about.
std::optional<Issue> issue_of(std::size_t subject);

/// What states look at when they choose a venue for their matters: what each wants, and how much
/// each matters to the others. Arrays have one entry per state.
struct Positions {
  StateArray power;        // share of the world's, sums to 1
  StateArray leverage;     // Q_i = power_i*exp(rho*m_i): what counts between two (KB21)
  StateArray people;       // of all migrants, those who are its citizens or live there; sums to 1
  Eigen::Matrix3Xd ideal;  // [issue, state]
  IssuePoint status_quo = IssuePoint::Zero();
  IssuePoint salience = IssuePoint::Ones();
  /// [subject](i, j): share of i's matters that it has with j; a row sums to 1, or 0 for who has
  /// none.
  std::array<PairArray, kSubjects> share;

  // Interests that talk alone serves; empty where nobody has them.
  StateArray net_position;  // m, in (-1, 1): who receives has more than 0
  StateArray concern;       // of who receives, with people coming unasked, in [0, 1)
  StateArray ties;          // of who sends, with what its people abroad do for it, in [0, 1]

  // By complete():
  Eigen::ArrayXXd breadth;                          // [state, subject], see below
  std::array<PairArray, kSubjects> bilateral_loss;  // [subject](i, j), share*what i lacks there
  std::array<StateArray, kSubjects> alone;          // [subject] i's gain over custom by all deals
  PairArray
      rivals;  // (i, j): of i's concern that with people turned away by j; a row sums to 1 or 0

  Eigen::Index n() const { return power.size(); }
  IdRange<StateId> states() const { return IdRange<StateId>(n()); }
  /// (Q_i*x_i + Q_j*x_j)/(Q_i + Q_j), not below custom nor above 1: what a deal between the two
  /// alone would say.
  double bilateral_text(Issue issue, StateId i, StateId j) const;
  /// -salience*(x - ideal)^2 on one issue.
  double utility(StateId state, Issue issue, double text) const;
};

/// Fills what follows from the rest: breadth = 1/sum_j share_ij^2, the effective number of partners
/// (Laakso, Taagepera 1979, DOI 10.1177/001041407901200101), the losses and gains of bilateral
/// deals; rivals_ij in proportion to concern_j*sum_k min(share_ik, share_jk) on security: who might
/// be sought by the same people.
void complete(Positions& positions);

/// 1 for members, 0 for others.
Eigen::VectorXd mask_of(const States& members, Eigen::Index n);
States all_states(Eigen::Index n);

}  // namespace sojourn::models
