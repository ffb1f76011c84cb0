#include "models/forums/proposals/positions.hpp"

#include <algorithm>

namespace sojourn::models {

std::optional<Issue> issue_of(std::size_t subject) {
  constexpr std::array<std::optional<Issue>, kSubjects> kIssueOf{kContainment, kAdmission, kRights,
                                                                 std::nullopt};
  return kIssueOf[subject];
}

double Positions::bilateral_text(Issue issue, StateId i, StateId j) const {
  const double both = leverage[i] + leverage[j];
  const double text =
      both > 0 ? (leverage[i] * ideal(issue, i.value) + leverage[j] * ideal(issue, j.value)) / both
               : 0;
  return std::clamp(text, status_quo[issue], 1.0);
}

double Positions::utility(StateId state, Issue issue, double text) const {
  const double distance = text - ideal(issue, state.value);
  return -salience[issue] * distance * distance;
}

namespace {

double overlap(const PairArray& share, StateId i, StateId j) {
  return share.row(i.value).min(share.row(j.value)).sum();
}

PairArray rivals_of(const Positions& p) {
  const PairArray& routes = p.share[position(Subject::kSecurity)];
  PairArray rivals = PairArray::Zero(p.n(), p.n());
  if (p.concern.size() == 0) return rivals;
  for (const StateId i : p.states()) {
    for (const StateId j : p.states()) {
      if (i != j && p.concern[j] > 0) rivals(i, j) = p.concern[j] * overlap(routes, i, j);
    }
    const double all = rivals.row(i.value).sum();
    if (all > 0) rivals.row(i.value) /= all;
  }
  return rivals;
}

}  // namespace

void complete(Positions& p) {
  const Eigen::Index n = p.n();
  p.rivals = rivals_of(p);
  p.breadth = Eigen::ArrayXXd::Zero(n, kSubjects);
  for (std::size_t s = 0; s < kSubjects; ++s) {
    const PairArray& share = p.share[s];
    const Eigen::ArrayXd squares = share.square().rowwise().sum();
    p.breadth.col(s) = (squares > 0).select(1 / squares.max(1e-300), 0.0);
    p.bilateral_loss[s] = PairArray::Zero(n, n);
    p.alone[s] = StateArray::Zero(n);
    const auto issue = issue_of(s);
    if (!issue) continue;
    for (const StateId i : p.states()) {
      for (const StateId j : p.states()) {
        if (share(i, j) <= 0) continue;
        const double worth = p.utility(i, *issue, p.bilateral_text(*issue, i, j));
        p.bilateral_loss[s](i, j) = -share(i, j) * worth;
        p.alone[s][i] += share(i, j) * (worth - p.utility(i, *issue, p.status_quo[*issue]));
      }
    }
  }
}

Eigen::VectorXd mask_of(const States& members, Eigen::Index n) {
  Eigen::VectorXd mask = Eigen::VectorXd::Zero(n);
  for (const StateId member : members) mask[member.value] = 1;
  return mask;
}

States all_states(Eigen::Index n) {
  States all;
  for (const StateId state : IdRange<StateId>(n)) all.push_back(state);
  return all;
}

}  // namespace sojourn::models
