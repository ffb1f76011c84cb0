#include "sim/tick/room_lottery.hpp"

#include <algorithm>

#include "sim/stages/tick_stream.hpp"

namespace sojourn {

namespace {

constexpr StreamId kRoomStream = stream_id("engine: room");

}  // namespace

void RoomLottery::draw() {
  for (std::uint32_t s = 0; s < kShards; ++s) {
    enter_changes(s);
    enter_leaves(s);
  }
  std::ranges::sort(tickets_);
  for (auto ticket = tickets_.begin(); ticket != tickets_.end();) {
    const std::uint64_t place = ticket->place;
    std::int64_t room = room_in(PlaceId(place));
    for (; ticket != tickets_.end() && ticket->place == place; ++ticket) {
      decide(*ticket, room-- > 0);
    }
  }
  drop_refused();
}

void RoomLottery::enter_changes(std::uint32_t shard) {
  const auto& changes = moves_.shards[shard].changes;
  for (std::uint32_t i = 0; i < changes.size(); ++i) {
    const Change& change = changes[i];
    const PlaceId to = change.after.place();
    if (change.fate != Fate::kMove || change.before == to || !is_limited(to)) continue;
    const std::uint64_t key = change.after.id();
    tickets_.push_back({change.after.residence, lot(key), key, shard, i, false});
  }
}

void RoomLottery::enter_leaves(std::uint32_t shard) {
  const auto& leaves = moves_.shards[shard].leaves;
  for (std::uint32_t i = 0; i < leaves.size(); ++i) {
    const Leave& leave = leaves[i];
    if (leave.person.place() != leave.destination || !is_limited(leave.destination)) continue;
    tickets_.push_back({leave.person.residence, lot(leave.key), leave.key, shard, i, true});
  }
}

bool RoomLottery::is_limited(PlaceId place) const {
  return scene_.world.places[place.index()].max_persons >= 0;
}

std::uint64_t RoomLottery::lot(std::uint64_t key) const {
  return TickStream(scene_, kRoomStream).of(key).bits();
}

std::int64_t RoomLottery::room_in(PlaceId place) const {
  const double limit = scene_.world.places[place.index()].max_persons;
  return static_cast<std::int64_t>(limit / scene_.world.persons_per_agent) -
         scene_.ledger.population(place);
}

void RoomLottery::decide(const Ticket& ticket, bool admitted) {
  auto& shard = moves_.shards[ticket.shard];
  if (ticket.leave) {
    if (!admitted) shard.leaves[ticket.index].destination = PlaceId{};
    return;
  }
  Change& change = shard.changes[ticket.index];
  if (change.gate.valid()) {
    shard.passages.push_back({change.gate, change.after.citizen_of(),
                              admitted ? Passage::kCrossed : Passage::kTurnedAway,
                              admitted && change.detected, admitted && change.first_entry});
  }
  if (!admitted) change.fate = Fate::kStay;
}

void RoomLottery::drop_refused() {
  for (auto& shard : moves_.shards) {
    std::erase_if(shard.changes, [](const Change& c) { return c.fate == Fate::kStay; });
    std::erase_if(shard.leaves, [](const Leave& l) { return !l.destination.valid(); });
  }
}

}  // namespace sojourn
