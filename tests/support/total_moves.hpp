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

/// The same over the dissimilarity of the destinations of a region; the refused choose three times,
/// and an agent is 5,000 persons.
TotalMoves nested_totals(double gamma, double dissimilarity, double reckoned, std::size_t n);
void print_nested_totals_head();

}  // namespace sojourn::testing
