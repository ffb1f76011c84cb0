#pragma once

#include <compare>
#include <cstdint>
#include <vector>

#include "sim/tick/moves.hpp"

namespace sojourn {

/// Lets people into places of limited room, by lot, up to `max_persons`; the rest stay where they
/// were and are counted as turned away.
class RoomLottery {
 public:
  RoomLottery(const Scene& scene, Moves& moves) : scene_(scene), moves_(moves) {}
  void draw();

 private:
  struct Ticket {
    std::uint64_t place, priority, key;
    std::uint32_t shard, index;
    bool leave;
    auto operator<=>(const Ticket&) const = default;
  };

  void enter_changes(std::uint32_t shard);
  void enter_leaves(std::uint32_t shard);
  bool is_limited(PlaceId place) const;
  std::uint64_t lot(std::uint64_t key) const;
  /// Agents for whom there is room; negative where the place is overcrowded.
  std::int64_t room_in(PlaceId place) const;
  void decide(const Ticket& ticket, bool admitted);
  void drop_refused();

  const Scene& scene_;
  Moves& moves_;
  std::vector<Ticket> tickets_;
};

}  // namespace sojourn
