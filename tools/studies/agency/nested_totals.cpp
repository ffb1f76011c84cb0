#include "tests/support/total_moves.hpp"
#include "tools/studies/at_most.hpp"

/// Claim S4 over gamma, the dissimilarity of the destinations of a region (the rich countries are
/// one, all others another) and whether people reckon with the offer. Prints a table of
/// docs/VALIDATION.md.
///   nested_totals [WORLDS]   at most so many worlds a row
///
/// Expected, and written down before the first run. S4 holds in a row where the median of all moves
/// lies within 0.98 to 1.02 and that of the share into the rich below 0.90.
///   1. It holds at gamma 0.2 without reckoning at every dissimilarity, and at gamma 0.9 without
///      reckoning at none: there moves rise by networks and by places that others leave, which no
///      likeness takes away.
///   2. With reckoning the rise at gamma 0.9 shrinks with the dissimilarity, to a half or less of
///      it from 1 to 0.2, since the offer is one more of the South's destinations; it does not
///      vanish.
///   3. With reckoning S4 holds at gamma 0.2 and dissimilarity 0.2.
///   4. The share into the rich comes nearer to 1 as the dissimilarity falls, since the South
///   stands
///      in less for the North, and stays below 0.90.
int main(int argc, char** argv) {
  using namespace sojourn::testing;
  const AtMost worlds(argc, argv);
  print_nested_totals_head();
  for (const double reckoned : {0.0, 1.0}) {
    for (const double gamma : {0.2, 0.9}) {
      for (const double dissimilarity : {1.0, 0.7, 0.4, 0.2}) {
        nested_totals(gamma, dissimilarity, reckoned, worlds(4));
      }
    }
  }
}
