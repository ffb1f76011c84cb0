#include "models/forums/proposals/positions.hpp"

#include <algorithm>
#include <numeric>

namespace sojourn::models {

std::optional<Issue> issue_of(std::size_t subject) {
  constexpr std::array<std::optional<Issue>, kSubjects> kIssueOf{kContainment, kAdmission, kRights,
                                                                 std::nullopt};
  return kIssueOf[subject];
}

double Positions::bilateral_text(Issue issue, int i, int j) const {
  const double both = leverage[i] + leverage[j];
  const double text =
      both > 0 ? (leverage[i] * ideal(issue, i) + leverage[j] * ideal(issue, j)) / both : 0;
  return std::clamp(text, status_quo[issue], 1.0);
}

double Positions::utility(int state, Issue issue, double text) const {
  const double distance = text - ideal(issue, state);
  return -salience[issue] * distance * distance;
}

void complete(Positions& p) {
  const int n = p.n();
  p.breadth = Eigen::ArrayXXd::Zero(n, kSubjects);
  for (std::size_t s = 0; s < kSubjects; ++s) {
    const PairArray& share = p.share[s];
    const Eigen::ArrayXd squares = share.square().rowwise().sum();
    p.breadth.col(s) = (squares > 0).select(1 / squares.max(1e-300), 0.0);
    p.bilateral_loss[s] = PairArray::Zero(n, n);
    p.alone[s] = Eigen::ArrayXd::Zero(n);
    const auto issue = issue_of(s);
    if (!issue) continue;
    for (int i = 0; i < n; ++i) {
      for (int j = 0; j < n; ++j) {
        if (share(i, j) <= 0) continue;
        const double worth = p.utility(i, *issue, p.bilateral_text(*issue, i, j));
        p.bilateral_loss[s](i, j) = -share(i, j) * worth;
        p.alone[s][i] += share(i, j) * (worth - p.utility(i, *issue, p.status_quo[*issue]));
      }
    }
  }
}

Eigen::VectorXd mask_of(const States& members, int n) {
  Eigen::VectorXd mask = Eigen::VectorXd::Zero(n);
  for (const int member : members) mask[member] = 1;
  return mask;
}

States all_states(int n) {
  States all(static_cast<std::size_t>(n));
  std::iota(all.begin(), all.end(), 0);
  return all;
}

}  // namespace sojourn::models
