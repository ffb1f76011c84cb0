#pragma once

#include "models/forums/worth.hpp"

namespace sojourn::models {

/// The most formal form in which a forum is not vetoed.
struct Compromise {
  double formality = 0;  // f* in [0, 1); 0: not even talks
  StateId host;          // who had to be won over; invalid: nobody
};

/// The most powerful of the members who would host: they lose by the forum, but at most what being
/// host is worth (`hosting`). Invalid if there is none.
StateId swing_state(const Positions& positions, const States& members, const StateArray& worth,
                    double hosting);

/// f* = max{f < 1: veto(f) < 1/2}, in steps of 0.05. The swing state may host the forum; it then no
/// longer counts towards the veto.
Compromise compromise(const Positions& positions, const States& invited, const ForumWorth& worth,
                      double hosting);

/// (1 - veto(1))^hurdle: that a treaty comes about in one try.
double formal_chance(const Positions& positions, const States& members, const ForumWorth& worth,
                     double hurdle);

}  // namespace sojourn::models
