#include <gtest/gtest.h>

#include "tests/support/total_moves.hpp"

namespace sojourn::models {
namespace {

using namespace testing;

/// Claim S4: total migration stays nearly stable while its direction changes; as a function of how
/// strongly intentions respond to prospects, of how often the refused choose again, and of whether
/// people reckon with being asked before they decide to go. docs/VALIDATION.md has the map.

TEST(Promotion, S4TotalsAreStableWhereIntentionsRespondLittle) {
  print_total_moves_head();
  for (const int rounds : {0, 3}) {
    const TotalMoves calm = total_moves(0.2, rounds, 0, 20);
    EXPECT_GT(calm.moved.low, 0.97) << rounds;
    EXPECT_LT(calm.moved.high, 1.03) << rounds;
    EXPECT_LT(calm.share.high, 0.9) << rounds;
  }
  const TotalMoves usual = total_moves(0.9, 3, 0, 20);
  EXPECT_GT(usual.moved.low, 1.01);  // here it fails
  EXPECT_LT(usual.share.high, 0.9);
}

}  // namespace
}  // namespace sojourn::models
