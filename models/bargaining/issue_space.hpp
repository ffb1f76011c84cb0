#pragma once

#include <Eigen/Core>

namespace sojourn::models {

/// What states bargain over (ML18): admission of the other's people, containment that one state
/// does for the other, rights of migrants. Each in [0, 1]; the status quo q is customary law, a
/// floor, so texts lie in [q, 1]^3.
enum Issue : int { kAdmission, kContainment, kRights };
constexpr int kIssues = 3;
using IssuePoint = Eigen::Vector3d;  // by Issue

/// What a state would like most, and how much each issue weighs with it.
struct Preference {
  IssuePoint ideal = IssuePoint::Zero();     // need not lie in [q, 1]^3
  IssuePoint salience = IssuePoint::Ones();  // > 0 [utility / issue^2]
};

/// -sum_d salience_d*(x_d - ideal_d)^2 (ODD 7.15, ML18).
double utility(const Preference& party, const IssuePoint& text);

/// The gradient of utility at `text`, 2*salience_d*(ideal_d - x_d).
IssuePoint marginal_utility(const Preference& party, const IssuePoint& text);

/// How far a state's position moves its ideal from the status quo; a1 to a5 of ODD 7.15.
struct IdealWeights {
  double flow_on_admission = 0;  // a1 [issue / net position]
  double pressure = 0;           // a2 [issue / (GDP / year)]
  double flow_on_rights = 0;     // a3 [issue / net position]
  double shortage = 0;           // a4 [issue / share of demand]
  double hosting = 0;            // a5 [issue / share of population]
};

/// What a state is to a partner.
struct DyadPosition {
  double net_position = 0;  // (in - out)/(in + out) between the two, in [-1, 1]
  double shortage = 0;      // share of labour demand without supply, >= 0
  double pressure = 0;      // excess cost of the status quo that comes through the partner, >= 0
                            // [GDP / year]: E_i*dep_ij
  double hosted = 0;        // people hosted for others / population, >= 0
  double diaspora = 0;      // in [0, 1]
};

/// q + (-a1*n + a4*shortage, a2*pressure - a5*hosted, -a3*n*diaspora), not clipped into [q, 1]^3:
/// a state may want less than custom (ODD 7.15).
IssuePoint ideal_point(const IssuePoint& status_quo, const DyadPosition& state,
                       const IdealWeights& weights);

}  // namespace sojourn::models
