#pragma once

#include "models/forums/worth.hpp"

namespace sojourn::models {

/// The most formal form in which a forum is not vetoed.
struct Compromise {
  double formality = 0;  // f* in [0, 1); 0: not even talks
  StateId host;          // who had to be won over; invalid: nobody
};

/// Who would object least of the objectors that count: the most powerful of those inside whose loss
/// is within `hosting`, what being the host is worth; invalid: nobody.
StateId swing_state(const Positions& positions, const States& members, const Eigen::ArrayXd& worth,
                    double hosting);

/// f* = max{f < 1: veto(f) < 1/2}, over steps of 0.05, where one swing state may host and then
/// leaves the veto.
Compromise compromise(const Positions& positions, const States& invited, const ForumWorth& worth,
                      double hosting);

/// (1 - veto(1))^hurdle: that a treaty comes about in one try.
double formal_chance(const Positions& positions, const States& members, const ForumWorth& worth,
                     double hurdle);

}  // namespace sojourn::models
