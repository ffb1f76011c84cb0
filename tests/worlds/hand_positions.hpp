#pragma once

#include <algorithm>
#include <vector>

#include "models/forums/worth.hpp"

namespace sojourn::testing {

using namespace models;

/// Positions worked by hand: power, ideals of admission, and shares of matters; nobody wants
/// containment or rights, and what counts between two is power.
inline Positions hand_positions(const std::vector<double>& power,
                                const std::vector<double>& admission,
                                const std::vector<std::vector<double>>& share,
                                double status_quo = 0) {
  const auto n = static_cast<Eigen::Index>(power.size());
  Positions p;
  p.power = Eigen::Map<const Eigen::ArrayXd>(power.data(), n);
  p.leverage = p.power;
  p.people = Eigen::ArrayXd::Constant(n, 1.0 / static_cast<double>(n));
  p.ideal = Eigen::Matrix3Xd::Zero(3, n);
  p.ideal.row(kAdmission) = Eigen::Map<const Eigen::RowVectorXd>(admission.data(), n);
  p.status_quo = {status_quo, status_quo, status_quo};
  p.ideal.row(kContainment).setConstant(status_quo);
  p.ideal.row(kRights).setConstant(status_quo);
  PairArray partners(n, n);
  for (Eigen::Index i = 0; i < n; ++i) {
    for (Eigen::Index j = 0; j < n; ++j) {
      partners(i, j) = share[static_cast<std::size_t>(i)][static_cast<std::size_t>(j)];
    }
  }
  p.share = {partners, partners, partners, partners};
  complete(p);
  return p;
}

/// A strong state that wants nothing, and two weak ones that want all of 0.8 and deal only with it.
inline Positions one_strong_two_weak() {
  return hand_positions({0.8, 0.1, 0.1}, {0, 0.8, 0.8}, {{0, 0.5, 0.5}, {1, 0, 0}, {1, 0, 0}});
}

/// `members` by position.
inline Forum forum_of(const std::vector<int>& members, DecisionRule rule,
                      const SubjectMask& mandate) {
  Forum forum;
  forum.name = "hand";
  forum.rule = rule;
  forum.mandate = mandate;
  for (const int member : members) forum.members.emplace_back(member);
  return forum;
}
inline constexpr SubjectMask kOnLabour{false, true, false, false};
inline constexpr int kLabour = static_cast<int>(Subject::kLabour);

}  // namespace sojourn::testing
