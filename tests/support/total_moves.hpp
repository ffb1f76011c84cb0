#pragma once

#include <cstddef>

#include "tests/support/effect.hpp"

namespace sojourn::testing {

/// All moves, and the share of them into rich countries: with an agency over without.
struct TotalMoves {
  Effect moved, share;
};
/// Prints the row of the table of claim S4 (docs/VALIDATION.md) for n worlds. `rounds`: how often
/// the refused choose again.
TotalMoves total_moves(double gamma, int rounds, double reckoned, std::size_t n);
void print_total_moves_head();

}  // namespace sojourn::testing
