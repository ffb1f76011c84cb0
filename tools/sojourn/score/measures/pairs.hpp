#pragma once

#include <Eigen/Core>

namespace sojourn::command {

/// Flows between n countries: [origin, destination] in persons.
using PairFlows = Eigen::MatrixXd;
/// [origin, destination]: 1 for pairs that count, 0 for the others, the diagonal among these.
using PairMask = Eigen::MatrixXd;

/// All ordered pairs of n countries but those of a country with itself.
inline PairMask all_pairs(Eigen::Index n) {
  return PairMask::Ones(n, n) - PairMask(PairMask::Identity(n, n));
}

/// The values of the pairs that count, row by row.
inline Eigen::ArrayXd pairs_of(const PairFlows& flows, const PairMask& counts) {
  Eigen::ArrayXd values(static_cast<Eigen::Index>(counts.sum()));
  Eigen::Index at = 0;
  for (Eigen::Index i = 0; i < counts.rows(); ++i) {
    for (Eigen::Index j = 0; j < counts.cols(); ++j) {
      if (counts(i, j) > 0) values(at++) = flows(i, j);
    }
  }
  return values;
}

}  // namespace sojourn::command
