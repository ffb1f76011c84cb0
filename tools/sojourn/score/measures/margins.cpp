#include "tools/sojourn/score/measures/margins.hpp"

#include <cmath>

namespace sojourn::command {

namespace {

int sign_of(double value) {
  return (value > 0 ? 1 : 0) - (value < 0 ? 1 : 0);
}

Eigen::VectorXd net_of(const PairFlows& flows) {
  return flows.colwise().sum().transpose() - flows.rowwise().sum();
}

/// wanted/found, 1 where nothing was found.
Eigen::VectorXd scales(const Eigen::VectorXd& wanted, const Eigen::VectorXd& found) {
  return (found.array() > 0).select(wanted.array() / found.array(), 1.0);
}

}  // namespace

double net_sign(const PairFlows& guess, const PairFlows& known) {
  const Eigen::VectorXd a = net_of(guess), b = net_of(known);
  double right = 0, n = 0;
  for (Eigen::Index i = 0; i < b.size(); ++i) {
    if (b(i) == 0) continue;
    right += sign_of(a(i)) == sign_of(b(i)) ? 1 : 0;
    ++n;
  }
  return right / n;
}

PairFlows with_margins_of(const PairFlows& guess, const PairFlows& known, int steps) {
  const Eigen::VectorXd rows = known.rowwise().sum();
  const Eigen::VectorXd columns = known.colwise().sum().transpose();
  PairFlows fitted = guess;
  for (int step = 0; step < steps; ++step) {
    fitted = scales(rows, fitted.rowwise().sum()).asDiagonal() * fitted;
    fitted = fitted * scales(columns, fitted.colwise().sum().transpose()).asDiagonal();
    const Eigen::VectorXd left = fitted.rowwise().sum() - rows;
    if (left.cwiseAbs().maxCoeff() < 1e-6 * known.sum()) break;
  }
  return fitted;
}

}  // namespace sojourn::command
