#include "sim/tick/contest.hpp"

#include <algorithm>
#include <cmath>

namespace sojourn {

namespace {

constexpr StreamId kChoiceStream = stream_id("engine: choice");
constexpr StreamId kPriorityStream = stream_id("engine: priority");
constexpr StreamId kRoomStream = stream_id("engine: room");

std::uint64_t lot(const Scene& scene, StreamId stream, std::uint64_t key) {
  return Draws(scene.world.seed, stream, static_cast<std::uint32_t>(scene.tick), key).bits();
}

}  // namespace

void count_plans(const Moves& moves, Flows& flows) {
  for (const auto& shard : moves.shards) {
    for (const Claim& claim : shard.claims) {
      if (claim.called) continue;
      const PlaceId from = claim.who.residence, to = claim.option.destination;
      if (to.valid()) {
        ++flows.planned(from, to, claim.who.skill);
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

Contest::Contest(const Scene& scene, const ModuleSet& modules) : scene_(scene), modules_(modules) {
  given_.assign(scene.rules.quota.size(), 0);
  full_.assign(kSkills, std::vector<char>(scene.rules.quota.size() / kSkills, 0));
}

void Contest::choose(Claim& claim, const ChoiceRow& row, int round) const {
  Draws draws(scene_.world.seed, kChoiceStream, static_cast<std::uint32_t>(scene_.tick), claim.key);
  double u = draws.uniform();
  for (int r = 0; r < round; ++r) u = draws.uniform();
  claim.option = row.pick(claim.savings, u).value_or(Option{});
}

std::size_t Contest::quota_cell(const Claim& claim) const {
  return scene_.rules.quota.cell(claim.option.channel, claim.option.destination, claim.who.skill);
}

std::int64_t Contest::places_left(std::size_t cell) const {
  return std::max<std::int64_t>(0, places_due(scene_, cell) - given_[cell]);
}

void Contest::enqueue(const Moves& moves, std::uint32_t shard, std::uint32_t index) {
  const Claim& claim = moves.shards[shard].claims[index];
  pending_.push_back(
      {quota_cell(claim), lot(scene_, kPriorityStream, claim.key), claim.key, shard, index});
}

void Contest::open(Moves& moves, Flows& flows) {
  for (std::uint32_t s = 0; s < kShards; ++s) {
    auto& claims = moves.shards[s].claims;
    for (std::uint32_t i = 0; i < claims.size(); ++i) {
      Claim& claim = claims[i];
      if (claim.granted || !claim.option.destination.valid()) continue;
      const std::size_t cell = quota_cell(claim);
      ++flows.proposals[cell];
      if (std::isfinite(scene_.rules.quota[cell])) {
        enqueue(moves, s, i);
      } else {
        claim.granted = true;
        ++flows.admitted[cell];
      }
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
      Claim& claim = moves.shards[pending_[i].shard].claims[pending_[i].index];
      claim.granted = n < left;
      if (!claim.granted && !claim.called) refused_.push_back(pending_[i]);
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
  for (const Pending& p : refused_) who.push_back(moves.shards[p.shard].claims[p.index].who);
  return who;
}

void Contest::choose_again(Moves& moves, const ChoiceTable& rows, int round, Flows& flows) {
  for (const Pending& p : refused_) {
    Claim& claim = moves.shards[p.shard].claims[p.index];
    choose(claim, rows.row(claim.who), round);
    if (!claim.option.destination.valid()) continue;
    const std::size_t cell = quota_cell(claim);
    if (std::isfinite(scene_.rules.quota[cell])) {
      enqueue(moves, p.shard, p.index);
    } else {
      claim.granted = true;
      ++flows.admitted[cell];
    }
  }
}

void admit_within_capacity(const Scene& scene, Moves& moves) {
  struct Entry {
    std::uint64_t place, priority, key;
    std::uint32_t shard, index;
    bool leave;
    auto operator<=>(const Entry&) const = default;
  };
  std::vector<Entry> entries;
  const auto limited = [&](PlaceId place) {
    return scene.world.places[place.index()].max_persons >= 0;
  };
  for (std::uint32_t s = 0; s < kShards; ++s) {
    const auto& shard = moves.shards[s];
    for (std::uint32_t i = 0; i < shard.changes.size(); ++i) {
      const Change& change = shard.changes[i];
      if (change.fate != Fate::kMove || !limited(change.after.place())) continue;
      if (change.before == change.after.place()) continue;
      const std::uint64_t key = change.after.id();
      entries.push_back({change.after.residence, lot(scene, kRoomStream, key), key, s, i, false});
    }
    for (std::uint32_t i = 0; i < shard.leaves.size(); ++i) {
      const Leave& leave = shard.leaves[i];
      if (leave.person.place() != leave.destination || !limited(leave.destination)) continue;
      const std::uint64_t key = leave.key;
      entries.push_back({leave.person.residence, lot(scene, kRoomStream, key), key, s, i, true});
    }
  }
  std::ranges::sort(entries);
  std::uint64_t place = Person::kNoPlace;
  std::int64_t room = 0;
  for (const Entry& entry : entries) {
    if (entry.place != place) {
      place = entry.place;
      const PlaceId id(place);
      const auto limit = static_cast<double>(scene.world.places[id.index()].max_persons);
      room = static_cast<std::int64_t>(limit / scene.world.persons_per_agent) -
             scene.ledger.population(id);
    }
    auto& shard = moves.shards[entry.shard];
    const bool admitted = room-- > 0;
    if (entry.leave) {
      if (!admitted) shard.leaves[entry.index].destination = PlaceId{};
      continue;
    }
    Change& change = shard.changes[entry.index];
    if (change.entrance.valid()) {
      shard.passages.push_back({change.entrance, change.after.citizen_of(),
                                admitted ? Passage::kCrossed : Passage::kTurnedAway,
                                admitted && change.detected, admitted && change.entry});
    }
    if (!admitted) change.fate = Fate::kStay;
  }
  for (auto& shard : moves.shards) {
    std::erase_if(shard.changes, [](const Change& c) { return c.fate == Fate::kStay; });
    std::erase_if(shard.leaves, [](const Leave& l) { return !l.destination.valid(); });
  }
}

}  // namespace sojourn
