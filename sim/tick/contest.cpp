#include "sim/tick/contest.hpp"

#include <algorithm>
#include <cmath>

#include "sim/stages/tick_stream.hpp"

namespace sojourn {

namespace {

constexpr StreamId kChoiceStream = stream_id("engine: choice");
constexpr StreamId kPriorityStream = stream_id("engine: priority");

}  // namespace

void count_plans(const Moves& moves, Flows& flows) {
  for (const auto& shard : moves.shards) {
    for (const Bid& bid : shard.bids) {
      if (bid.called) continue;
      const PlaceId from = bid.who.residence, to = bid.option.destination;
      if (to.valid()) {
        ++flows.planned(from, to, bid.who.skill);
      } else {
        ++flows.unplanned[from];
      }
    }
  }
}

std::int64_t places_due(const Scene& scene, std::size_t cell) {
  const double due = scene.ledger.opened[cell] / scene.world.persons_per_agent;
  const auto so_far = static_cast<std::int64_t>(whole_agents(due));
  return std::max<std::int64_t>(0, so_far - scene.ledger.year.admitted[cell]);
}

Contest::Contest(const Scene& scene) : scene_(scene) {
  given_.assign(scene.rules.quota.size(), 0);
  full_.assign(kSkills, std::vector<char>(scene.rules.quota.size() / kSkills, 0));
}

void Contest::choose(Bid& bid, const ChoiceRow& row, int round) const {
  Draws draws = TickStream(scene_, kChoiceStream).of(bid.key);
  double u = draws.uniform();
  for (int r = 0; r < round; ++r) u = draws.uniform();
  bid.option = row.pick(bid.savings, u).value_or(Option{});
}

std::size_t Contest::quota_cell(const Bid& bid) const {
  return scene_.rules.quota.cell(bid.option.channel, bid.option.destination, bid.who.skill);
}

std::int64_t Contest::places_left(std::size_t cell) const {
  return std::max<std::int64_t>(0, places_due(scene_, cell) - given_[cell]);
}

void Contest::submit(Moves& moves, std::uint32_t shard, std::uint32_t index, Flows& flows) {
  Bid& bid = moves.shards[shard].bids[index];
  const std::size_t cell = quota_cell(bid);
  if (std::isfinite(scene_.rules.quota[cell])) {
    const std::uint64_t lot = TickStream(scene_, kPriorityStream).of(bid.key).bits();
    pending_.push_back({cell, lot, bid.key, shard, index});
  } else {
    bid.granted = true;
    ++flows.admitted[cell];
  }
}

void Contest::open(Moves& moves, Flows& flows) {
  for (std::uint32_t s = 0; s < kShards; ++s) {
    const auto& bids = moves.shards[s].bids;
    for (std::uint32_t i = 0; i < bids.size(); ++i) {
      if (bids[i].granted || !bids[i].option.destination.valid()) continue;
      ++flows.proposals[quota_cell(bids[i])];
      submit(moves, s, i, flows);
    }
  }
}

bool Contest::settle(Moves& moves, Flows& flows) {
  refused_.clear();
  std::ranges::sort(pending_);
  for (std::size_t first = 0; first < pending_.size();) {
    const std::size_t cell = pending_[first].place;
    const std::int64_t left = places_left(cell);
    std::int64_t n = 0;
    std::size_t i = first;
    for (; i < pending_.size() && pending_[i].place == cell; ++i, ++n) {
      Bid& bid = moves.shards[pending_[i].shard].bids[pending_[i].index];
      bid.granted = n < left;
      if (!bid.granted && !bid.called) refused_.push_back(pending_[i]);
    }
    const std::int64_t admitted = std::min(n, left);
    given_[cell] += admitted;
    flows.admitted[cell] += admitted;
    if (n >= left) full_[cell % kSkills][cell / kSkills] = 1;
    first = i;
  }
  pending_.clear();
  return !refused_.empty();
}

std::vector<Viewpoint> Contest::refused_viewpoints(const Moves& moves) const {
  std::vector<Viewpoint> who;
  for (const Pending& p : refused_) who.push_back(moves.shards[p.shard].bids[p.index].who);
  return who;
}

void Contest::choose_again(Moves& moves, const ChoiceTable& rows, int round, Flows& flows) {
  for (const Pending& p : refused_) {
    Bid& bid = moves.shards[p.shard].bids[p.index];
    choose(bid, rows.row(bid.who), round);
    if (bid.option.destination.valid()) submit(moves, p.shard, p.index, flows);
  }
}

}  // namespace sojourn
