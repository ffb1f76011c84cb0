#pragma once

#include <vector>

#include "tools/sojourn/score/measures/pairs.hpp"

namespace sojourn::command {

/// Correlation of log((1 + now)/(1 + before)) of a guess with that of what is known, over pairs
/// with at least `least` persons known at both dates. NaN without spread: who repeats the last
/// flows foresees no change.
double change_correlation(const Eigen::ArrayXd& guess_before, const Eigen::ArrayXd& guess,
                          const Eigen::ArrayXd& known_before, const Eigen::ArrayXd& known,
                          double least);

/// How many pairs have at least `least` persons at both dates.
Eigen::Index n_large(const Eigen::ArrayXd& before, const Eigen::ArrayXd& now, double least);

/// R2 within corridors: 1 - sum((y - f)^2)/sum(y^2), y and f being log(1 + persons) of the known
/// and the guess less their means over the dates of the pair; over pairs with at least `least`
/// persons known on average. A guess that never changes has 0, one that changes the wrong way less.
/// @param guess, known: by date, two or more
double within_r2(const std::vector<Eigen::ArrayXd>& guess, const std::vector<Eigen::ArrayXd>& known,
                 double least);

}  // namespace sojourn::command
