#include "tools/sojourn/score/opponents/poisson.hpp"

#include <Eigen/Cholesky>
#include <cmath>

#include "sim/base/arithmetic/elementary.hpp"

namespace sojourn::command {

namespace {

constexpr int kMostSteps = 200;
constexpr double kEnough = 1e-11;
constexpr double kLargestLog = 60;  // of a mean: no exponential overflows

class Likelihood {
 public:
  Likelihood(const Design& x, const Eigen::VectorXd& y, const Eigen::VectorXd& penalty)
      : x_(x), y_(y), penalty_(penalty) {}

  double at(const Eigen::VectorXd& beta) const {
    const Eigen::VectorXd eta = x_ * beta;
    return y_.dot(eta) - means(beta).sum() - penalty_.dot(beta.cwiseAbs2()) / 2;
  }
  Eigen::VectorXd slope(const Eigen::VectorXd& beta) const {
    return x_.transpose() * (y_ - means(beta)) - penalty_.cwiseProduct(beta);
  }
  /// Newton's step.
  Eigen::VectorXd step(const Eigen::VectorXd& beta, const Eigen::VectorXd& slope) const {
    const Eigen::VectorXd mu = means(beta);
    Design weighted = x_;
    for (Eigen::Index i = 0; i < weighted.rows(); ++i) weighted.row(i) *= mu(i);
    Eigen::MatrixXd curvature = Eigen::MatrixXd(x_.transpose() * weighted);
    curvature.diagonal() += penalty_;
    return curvature.ldlt().solve(slope);
  }

 private:
  Eigen::VectorXd means(const Eigen::VectorXd& beta) const {
    return (x_ * beta).array().min(kLargestLog).unaryExpr(&fixed::exp);
  }

  const Design& x_;
  const Eigen::VectorXd& y_;
  const Eigen::VectorXd& penalty_;
};

}  // namespace

PoissonFit fit_poisson(const Design& x, const Eigen::VectorXd& y, const Eigen::VectorXd& penalty,
                       const Eigen::VectorXd& start) {
  const Likelihood likelihood(x, y, penalty);
  PoissonFit fit{start, 0, false};
  double value = likelihood.at(fit.beta);
  for (; fit.steps < kMostSteps; ++fit.steps) {
    const Eigen::VectorXd slope = likelihood.slope(fit.beta);
    Eigen::VectorXd step = likelihood.step(fit.beta, slope);
    // What the step promises is next to nothing: twice what the likelihood lacks.
    fit.converged = slope.dot(step) <= kEnough * (1 + std::abs(value));
    double next = likelihood.at(fit.beta + step);
    for (int halved = 0; !(next >= value) && halved < 50; ++halved) {
      step /= 2;
      next = likelihood.at(fit.beta + step);
    }
    if (next >= value) fit.beta += step;
    if (fit.converged || !(next >= value)) break;
    value = next;
  }
  return fit;
}

}  // namespace sojourn::command
