#pragma once

#include <algorithm>
#include <cstdint>
#include <vector>

#include "sim/base/parallel.hpp"
#include "sim/foresight/choice.hpp"
#include "sim/tick/moves.hpp"

namespace sojourn {

/// Where a bid lies.
struct BidAt {
  std::uint32_t shard, index;
};

/// The same bids, those that read the same row of choices together: a row is then fetched once, and
/// not for each of them.
std::vector<BidAt> by_row(const ViewpointNumbers& numbers, const Moves& moves,
                          const std::vector<std::vector<BidAt>>& bids, Crew& crew);

/// Calls fn(bid) for all of them, in order within each thread's part.
template <class Fn>
void each_bid(const std::vector<BidAt>& bids, Moves& moves, Crew& crew, const Fn& fn) {
  constexpr std::size_t kBidsOfPart = 512, kBidsAhead = 8;
  const auto at = [&](std::size_t i) -> Bid& {
    return moves.shards[bids[i].shard].bids[bids[i].index];
  };
  crew.each((bids.size() + kBidsOfPart - 1) / kBidsOfPart, [&](std::size_t part) {
    const std::size_t end = std::min(bids.size(), (part + 1) * kBidsOfPart);
    for (std::size_t i = part * kBidsOfPart; i < end; ++i) {
      __builtin_prefetch(&at(std::min(i + kBidsAhead, end - 1)), 1);
      fn(at(i));
    }
  });
}

}  // namespace sojourn
