#pragma once

#include "tools/sojourn/score/measures/pairs.hpp"

namespace sojourn::command {

/// Share of countries whose net flow (in less out) has the sign that is known; countries whose
/// known net flow is 0 are left out. NaN if there are no others.
double net_sign(const PairFlows& guess, const PairFlows& known);

/// The guess with rows and columns scaled in turn until they add up to those of `known`: iterative
/// proportional fitting (Deming and Stephan 1940, DOI 10.1214/aoms/1177731829). What is 0 stays
/// so: a row or column of nothing but zeros keeps its sum.
/// @param steps at most so many; fewer where no sum moves by more than a millionth of the total
PairFlows with_margins_of(const PairFlows& guess, const PairFlows& known, int steps = 200);

}  // namespace sojourn::command
