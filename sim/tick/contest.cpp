#include "sim/tick/contest.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "sim/base/arithmetic/elementary.hpp"
#include "sim/stages/tick_stream.hpp"
#include "sim/tick/contest/bidder.hpp"

namespace sojourn {

namespace {

constexpr StreamId kChoiceStream = stream_id("engine: choice");
constexpr StreamId kPriorityStream = stream_id("engine: priority");
constexpr StreamId kVisaStream = stream_id("engine: visas");

}  // namespace

void count_plans(const Moves& moves, Flows& flows, Crew& crew) {
  crew.each(kShards, [&](std::size_t s) {
    for (const Bid& bid : moves.shards[s].bids) {
      if (bid.called) continue;
      const PlaceId from = bid.who.residence, to = bid.option.destination;
      tally(to.valid() ? flows.planned(from, to, bid.who.skill) : flows.unplanned[from]);
    }
  });
}

std::int64_t places_due(const Scene& scene, std::size_t cell) {
  const double due = scene.ledger.opened[cell] / scene.world.persons_per_agent;
  const auto so_far = static_cast<std::int64_t>(whole_agents(due));
  return std::max<std::int64_t>(0, so_far - scene.ledger.year.admitted[cell]);
}

Contest::Contest(const Scene& scene) : scene_(scene), gate_(scene), allotted_(scene) {
  given_.assign(scene.rules.quota.size(), 0);
  full_.assign(kSkills, std::vector<char>(scene.rules.quota.size() / kSkills, 0));
}

void Contest::choose(Bid& bid, const ChoiceRow& row, int round) const {
  Draws draws = TickStream(scene_, kChoiceStream).of(bid.key);
  double u = draws.uniform();
  for (int r = 0; r < round; ++r) u = draws.uniform();
  // First choices are what people want; who may not have it is turned back at the gate.
  const auto option = round == 0 ? row.pick(bid.savings, u) : pick_again(bid, row, u);
  bid.option = option.value_or(Option{});
  if (round == 0 && scene_.world.resignation > 0 && draws.uniform() >= perseverance(bid, row)) {
    bid.option = Option{};
  }
}

std::vector<BidAt> Contest::uncalled(const Moves& moves, Crew& crew) const {
  std::vector<std::vector<BidAt>> found(kShards);
  crew.each(kShards, [&](std::size_t shard) {
    const std::uint32_t s = shard;
    const auto& bids = moves.shards[s].bids;
    for (std::uint32_t i = 0; i < bids.size(); ++i) {
      if (!bids[i].called) found[s].push_back({s, i});
    }
  });
  return by_row(ViewpointNumbers(scene_.world), moves, found, crew);
}

double Contest::perseverance(const Bid& bid, const ChoiceRow& row) const {
  return fixed::exp(scene_.world.resignation * (row.logsum(bid.savings) - row.logsum()));
}

/// Rows hold what is open to the kind at some time; who falls under which allotment is personal.
std::optional<Option> Contest::pick_again(const Bid& bid, const ChoiceRow& row, double u) const {
  if (!allotted_.has_parts()) return gate_.pick(row, bid, u);
  std::vector<char> full = full_[position(bid.who.skill)];
  allotted_.apply(bid.who, moment_of(scene_, bid), full);
  return gate_.pick(row, bid, u, [&](Option option) {
    return full[option.channel.index() * scene_.world.places.size() + option.destination.index()] ==
           0;
  });
}

std::vector<char> Contest::full_for(const Viewpoint& who) const {
  std::vector<char> full = full_[position(who.skill)];
  if (!scene_.rules.allotments.empty()) allotted_.apply(who, full);
  return full;
}

std::size_t Contest::quota_cell(const Bid& bid) const {
  return scene_.rules.quota.cell(bid.option.channel, bid.option.destination, bid.who.skill);
}

std::int64_t Contest::places_left(std::size_t cell) const {
  return std::max<std::int64_t>(0, places_due(scene_, cell) - given_[cell]);
}

Contest::Pending Contest::pending(const Bid& bid, std::uint64_t place, std::uint32_t shard,
                                  std::uint32_t index) const {
  const std::uint64_t lot = TickStream(scene_, kPriorityStream).of(bid.key).bits();
  return {place, lot, bid.key, shard, index};
}

void Contest::submit(Moves& moves, std::uint32_t shard, std::uint32_t index, Flows& flows,
                     Lane& lane) const {
  const Bid& bid = moves.shards[shard].bids[index];
  const auto allotment = allotted_.open_to(bid);
  if (!allotment) return submit_among_all(moves, shard, index, flows, lane);
  if (first_round_) tally(flows.allotment_claims[allotted_.account(*allotment)]);
  lane.for_allotments.push_back(pending(bid, *allotment, shard, index));
}

void Contest::submit_among_all(Moves& moves, std::uint32_t shard, std::uint32_t index, Flows& flows,
                               Lane& lane) const {
  Bid& bid = moves.shards[shard].bids[index];
  const std::size_t cell = quota_cell(bid);
  if (first_round_) tally(flows.proposals[cell]);
  if (std::isfinite(scene_.rules.quota[cell])) {
    lane.pending.push_back(pending(bid, cell, shard, index));
  } else {
    bid.granted = true;
    tally(flows.admitted[cell]);
  }
}

void Contest::open(Moves& moves, Flows& flows, Crew& crew) {
  crew.each(kShards, [&](std::size_t shard) {
    const std::uint32_t s = shard;
    const auto& bids = moves.shards[s].bids;
    for (std::uint32_t i = 0; i < bids.size(); ++i) {
      if (bids[i].granted || !bids[i].option.destination.valid()) continue;
      submit(moves, s, i, flows, lanes_[s]);
    }
  });
}

void Contest::refuse(const Pending& pending, const Bid& bid, PolicyId by, Flows& flows,
                     Refused& refused) const {
  const PlaceId to = bid.option.destination;
  if (bids_are_first_) {
    tally(by.valid() ? flows.refused(by, to) : flows.without_place(to, bid.option.channel));
  }
  if (!bid.called) refused.push_back(pending);
}

bool Contest::holds_visa(const Bid& bid) const {
  const double waived = scene_.rules.visa(bid.who.citizenship, bid.option.destination);
  return waived > 0 && TickStream(scene_, kVisaStream).of(bid.key).uniform() < waived;
}

void Contest::decide_without_place(const Pending& pending, Bid& bid, PolicyId by, Flows& flows,
                                   Refused& refused) const {
  bid.granted = holds_visa(bid);
  if (!bid.granted) return refuse(pending, bid, by, flows, refused);
  tally(flows.visas_granted(bid.option.destination, bid.option.channel));
}

void Contest::settle_allotted(Moves& moves, Flows& flows) {
  std::vector<Pending> claims;
  for (Lane& lane : lanes_) {
    claims.insert(claims.end(), lane.for_allotments.begin(), lane.for_allotments.end());
    lane.for_allotments.clear();
  }
  std::ranges::sort(claims);
  for (std::size_t first = 0, i = 0; i < claims.size(); first = i) {
    const std::size_t one = claims[first].place;
    const std::int64_t left = allotted_.left(one);
    std::int64_t n = 0;
    for (; i < claims.size() && claims[i].place == one; ++i, ++n) {
      const Pending& claim = claims[i];
      Bid& bid = moves.shards[claim.shard].bids[claim.index];
      bid.granted = n < left;
      if (bid.granted) {
        ++flows.admitted_under(allotted_[one].by, bid.option.destination);
      } else if (const auto exclusive = allotted_.exclusive_for(bid)) {
        decide_without_place(claim, bid, allotted_[*exclusive].by, flows, refused_);
      } else {
        submit_among_all(moves, claim.shard, claim.index, flows, lanes_[claim.shard]);
      }
    }
    allotted_.give(one, std::min(n, left));
    flows.allotment_admitted[allotted_.account(one)] += std::min(n, left);
    if (n >= left) allotted_.set_full(one);
  }
}

std::vector<std::size_t> Contest::gather_by_cell() {
  std::vector<std::size_t> begins(given_.size() + 1, 0);
  for (const Lane& lane : lanes_) {
    for (const Pending& bid : lane.pending) ++begins[bid.place + 1];
  }
  std::partial_sum(begins.begin(), begins.end(), begins.begin());
  pending_.resize(begins.back());
  std::vector<std::size_t> next = begins;
  for (Lane& lane : lanes_) {
    for (const Pending& bid : lane.pending) pending_[next[bid.place]++] = bid;
    lane.pending.clear();
  }
  return begins;
}

Contest::Refused Contest::settle_cell(std::size_t cell, std::span<Pending> bids, Moves& moves,
                                      Flows& flows) {
  const std::int64_t left = places_left(cell), n = std::ssize(bids);
  const std::int64_t admitted = std::min(n, left);
  if (n > left) std::ranges::nth_element(bids, bids.begin() + left);
  const auto bid_of = [&](const Pending& one) -> Bid& {
    return moves.shards[one.shard].bids[one.index];
  };
  for (const Pending& one : bids.first(position(admitted))) bid_of(one).granted = true;
  Refused refused;
  for (const Pending& one : bids.subspan(position(admitted))) {
    decide_without_place(one, bid_of(one), {}, flows, refused);
  }
  given_[cell] += admitted;
  flows.admitted[cell] += admitted;
  if (n >= left) full_[cell % kSkills][cell / kSkills] = 1;
  return refused;
}

bool Contest::settle(Moves& moves, Flows& flows, Crew& crew) {
  refused_.clear();
  settle_allotted(moves, flows);
  first_round_ = false;
  const std::vector<std::size_t> begins = gather_by_cell();
  std::vector<std::size_t> cells;  // for which someone bids
  for (std::size_t cell = 0; cell < given_.size(); ++cell) {
    if (begins[cell] < begins[cell + 1]) cells.push_back(cell);
  }
  std::vector<Refused> refused(cells.size());
  crew.each(cells.size(), [&](std::size_t i) {
    const std::size_t first = begins[cells[i]], n = begins[cells[i] + 1] - first;
    refused[i] = settle_cell(cells[i], std::span(pending_).subspan(first, n), moves, flows);
  });
  for (const Refused& of_cell : refused) {
    refused_.insert(refused_.end(), of_cell.begin(), of_cell.end());
  }
  bids_are_first_ = false;
  return !refused_.empty();
}

std::vector<Viewpoint> Contest::refused_viewpoints(const Moves& moves) const {
  std::vector<Viewpoint> who;
  for (const Pending& p : refused_) who.push_back(moves.shards[p.shard].bids[p.index].who);
  return who;
}

void Contest::choose_again(Moves& moves, const ChoiceTable& rows, int round, Flows& flows,
                           Crew& crew) {
  std::vector<std::vector<BidAt>> refused(1);
  for (const Pending& p : refused_) refused[0].push_back({p.shard, p.index});
  const std::vector<BidAt> choosing = by_row(ViewpointNumbers(scene_.world), moves, refused, crew);
  each_bid(choosing, moves, crew, [&](Bid& bid) { choose(bid, rows.row(bid.who), round); });
  const std::size_t share = choosing.size() / lanes_.size() + 1;
  crew.each(lanes_.size(), [&](std::size_t lane) {
    const std::size_t end = std::min(choosing.size(), (lane + 1) * share);
    for (std::size_t i = lane * share; i < end; ++i) {
      const auto& [shard, index] = choosing[i];
      if (!moves.shards[shard].bids[index].option.destination.valid()) continue;
      submit(moves, shard, index, flows, lanes_[lane]);
    }
  });
}

}  // namespace sojourn
