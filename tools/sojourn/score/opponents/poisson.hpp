#pragma once

#include <Eigen/Core>
#include <Eigen/SparseCore>

namespace sojourn::command {

/// [row, column]: what a mean depends on.
using Design = Eigen::SparseMatrix<double, Eigen::RowMajor>;

struct PoissonFit {
  Eigen::VectorXd beta;  // by column
  int steps = 0;
  bool converged = false;
};

/// Penalised Poisson pseudo maximum likelihood (Santos Silva and Tenreyro 2006, DOI
/// 10.1162/rest.88.4.641): the beta that maximises
///   sum_i(y_i*eta_i - exp(eta_i)) - sum_k(penalty_k*beta_k^2)/2, eta = x*beta,
/// by Newton's steps, each halved until it improves. Penalties above 0 keep effects of what never
/// moves finite and tell effects that only differ by a constant apart.
/// @param y not negative; @param start where the steps begin
PoissonFit fit_poisson(const Design& x, const Eigen::VectorXd& y, const Eigen::VectorXd& penalty,
                       const Eigen::VectorXd& start);

}  // namespace sojourn::command
