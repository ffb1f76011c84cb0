#include "sim/tick/contest/bids_by_row.hpp"

#include <numeric>

namespace sojourn {

std::vector<BidAt> by_row(const ViewpointNumbers& numbers, const Moves& moves,
                          const std::vector<std::vector<BidAt>>& bids, Crew& crew) {
  std::vector<std::vector<std::uint32_t>> row(bids.size());
  crew.each(bids.size(), [&](std::size_t part) {
    for (const BidAt& at : bids[part]) {
      row[part].push_back(numbers.of(moves.shards[at.shard].bids[at.index].who));
    }
  });
  std::vector<std::uint32_t> next(numbers.size() + 1, 0);
  for (const auto& part : row) {
    for (const std::uint32_t number : part) ++next[number + 1];
  }
  std::partial_sum(next.begin(), next.end(), next.begin());
  std::vector<BidAt> sorted(next.back());
  for (std::size_t part = 0; part < bids.size(); ++part) {
    for (std::size_t i = 0; i < bids[part].size(); ++i)
      sorted[next[row[part][i]]++] = bids[part][i];
  }
  return sorted;
}

}  // namespace sojourn
