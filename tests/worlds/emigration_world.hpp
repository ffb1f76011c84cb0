#pragma once

#include <cstdint>
#include <vector>

#include "sim/input/node.hpp"

namespace sojourn::testing {

/// The world of claims O1 and O2: six states of origin, three of them large, send workers to a rich
/// state of few rights that is short of labour, by its places or through a state on the way; a
/// second rich state takes few. Sizes, incomes, rights, ways and behaviour are drawn.
struct ExitArm {
  enum class Acting { kNobody, kOne, kThreeLarge, kThreeSmall };
  Acting acting = Acting::kNobody;  // from the fourth year on; several decide as one
  bool ways = true;                 // that one can walk
  bool short_of_labour = true;
  int years = 12;
};

Node exit_scenario(std::uint64_t number, const ExitArm& arm);

/// Yearly means of the sixth to the last year.
struct ExitRun {
  double regular = 0;  // from the first origin to the rich state, by leave [persons / year]
  double there = 0;    // by any way
  double abroad = 0;   // from the first origin to anywhere
  double rights = 0;   // in the rich state, last year
};
ExitRun run_exit_world(std::uint64_t number, const ExitArm& arm);
/// Worlds 0 to n - 1.
std::vector<ExitRun> run_exit_worlds(std::size_t n, const ExitArm& arm);

}  // namespace sojourn::testing
