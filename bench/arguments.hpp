#pragma once

#include <fmt/core.h>

#include <cstdlib>

namespace sojourn::bench {

/// How much a benchmark is asked to do.
struct Arguments {
  double millions;  // of records or persons
  int turns;        // of which medians are told
};

/// "PROGRAM [MILLIONS [TURNS]]"; what is left out is as in `usual`. Ends the program with status 2
/// and a word where they are not: `least` to 1000 millions, 1 to 200 turns.
inline Arguments read_arguments(int argc, char** argv, Arguments usual, double least) {
  const double millions = argc > 1 ? std::atof(argv[1]) : usual.millions;
  const int turns = argc > 2 ? std::atoi(argv[2]) : usual.turns;
  if (argc <= 3 && millions >= least && millions <= 1000 && turns >= 1 && turns <= 200) {
    return {millions, turns};
  }
  fmt::print(stderr, "usage: {} [MILLIONS, {} to 1000 [TURNS, 1 to 200]]\n", argv[0], least);
  std::exit(2);
}

}  // namespace sojourn::bench
