#include "tests/support/north.hpp"
#include "tests/support/total_moves.hpp"
#include "tools/studies/at_most.hpp"

/// Claim S3 with ways on which people come unasked, and without placements in the North; claim S4
/// over gamma and the choices of those whom a quota refused. Prints tables of docs/VALIDATION.md.
///   promotion_map [WORLDS]   at most so many worlds a row
namespace sojourn::testing {
namespace {

/// How far S3 reaches, and where it fails.
void print_north(std::size_t n) {
  print_north_head();
  const North never = north({.open_at = 1}, n), without = north({.agency = false}, n);
  print("an agency that places nobody there", never);
  print("the same, less without", minus(never, without));
  print("ways: agency", north({.corridors = true}, n));
  print("ways: no agency", north({.agency = false, .corridors = true}, n));
  print("ways: beta 0.15", north({.corridors = true, .beta = 0.15}, n));
  print("ways: static demography", north({.corridors = true, .still_demography = true}, n));
  added_on_ways("ways, static demography: with agency less without", {.still_demography = true}, n);
  added_on_ways("ways, beta 0.15: with agency less without", {.beta = 0.15}, n);
}

void print_total_moves(std::size_t n) {
  print_total_moves_head();
  for (const double reckoned : {0.0, 1.0}) {
    for (const double gamma : {0.0, 0.2, 0.9}) {
      for (const int rounds : {0, 3}) total_moves(gamma, rounds, reckoned, n);
    }
  }
}

}  // namespace
}  // namespace sojourn::testing

int main(int argc, char** argv) {
  const sojourn::testing::AtMost worlds(argc, argv);
  sojourn::testing::print_north(worlds(20));
  sojourn::testing::print_total_moves(worlds(6));
}
