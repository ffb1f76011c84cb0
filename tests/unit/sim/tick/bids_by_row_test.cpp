#include "sim/tick/contest/bids_by_row.hpp"

#include <gtest/gtest.h>

#include <map>
#include <tuple>

#include "tests/worlds/small_world.hpp"

namespace sojourn {
namespace {

/// Bids of four kinds from two places, spread over the shards so that neighbours differ.
struct Spread {
  std::unique_ptr<Simulation> simulation = testing::simulate(
      "[[country]]\nid='A'\npopulation=1000\ngdp_per_capita=5000\n"
      "[[country]]\nid='B'\npopulation=1000\ngdp_per_capita=20000\nlongitude=5\n");
  Moves moves;
  std::vector<std::vector<BidAt>> bids{kShards};
  std::size_t n = 0;

  Spread() {
    for (std::uint32_t s = 0; s < kShards; ++s) {
      for (std::uint32_t i = 0; i < 7 + s % 5; ++i, ++n) {
        Bid bid;
        bid.key = n;
        bid.who = {StateId(n % 2), PlaceId(n / 2 % 2), Skill::kMedium, n % 3 == 0};
        moves.shards[s].bids.push_back(bid);
        bids[s].push_back({s, i});
      }
    }
  }
};

TEST(BidsByRow, EveryBidIsThereOnceAndThoseOfARowLieTogether) {
  Spread spread;
  Crew crew(2);
  const auto sorted =
      by_row(ViewpointNumbers(spread.simulation->scene().world), spread.moves, spread.bids, crew);
  ASSERT_EQ(sorted.size(), spread.n);
  std::map<Viewpoint, int> runs;
  std::map<std::uint64_t, int> seen;
  const Viewpoint* last = nullptr;
  for (const BidAt& at : sorted) {
    const Bid& bid = spread.moves.shards[at.shard].bids[at.index];
    ++seen[bid.key];
    if (last == nullptr || *last != bid.who) ++runs[bid.who];
    last = &bid.who;
  }
  EXPECT_EQ(seen.size(), spread.n);
  EXPECT_EQ(runs.size(), 8U);
  for (const auto& [who, n] : runs) EXPECT_EQ(n, 1) << who.residence.value;
}

TEST(BidsByRow, EachIsCalledOnceByAnyNumberOfThreads) {
  for (const int threads : {1, 3}) {
    Spread spread;
    Crew crew(threads);
    const auto sorted =
        by_row(ViewpointNumbers(spread.simulation->scene().world), spread.moves, spread.bids, crew);
    each_bid(sorted, spread.moves, crew, [](Bid& bid) { bid.savings += 1; });
    for (const auto& shard : spread.moves.shards) {
      for (const Bid& bid : shard.bids) EXPECT_EQ(bid.savings, 1);
    }
  }
}

}  // namespace
}  // namespace sojourn
