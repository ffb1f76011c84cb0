#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "sim/foresight/choice.hpp"
#include "sim/stages/step.hpp"

namespace sojourn {

/// Someone changes; `slot` and `index` say where the record lies in its shard.
struct Change {
  std::uint32_t slot;
  std::uint32_t index;
  Person after;
  PlaceId before;  // where the person was
  Fate fate;
  CorridorId gate;   // the corridor into a place of limited room; invalid: none
  bool detected;     // whether that crossing is counted
  bool first_entry;  // whether it is the first into the state or its union
  PolicyId by;       // whose doing it is; invalid: no policy's
};

/// A resident leaves: `cell` of the cohort, and the record that comes of it (without an id).
struct Leave {
  std::uint64_t cell;
  Person person;
  PlaceId destination;
  std::uint64_t key;  // whose lot decides where room is limited
};

/// Someone who wants to go and has yet to find where. `cell` for a resident, `change` for a person
/// with a record (index into the shard's changes).
struct Bid {
  std::uint64_t key = 0;  // who draws: person id, or cell and ordinal
  Viewpoint who;
  double savings = 0;  // [int. $]
  std::uint8_t savings_class = 0;
  std::uint64_t cell = 0;
  std::int64_t change = -1;
  std::uint16_t birth_month = 0;
  Sex sex = Sex::kFemale;
  float abroad = -1;    // since the last change of place or status [years]; below 0: never left
  bool called = false;  // the destination was named by the reason to leave
  bool granted = false;
  bool recruited = false;  // by a sponsor, who has given the place
  Option option{};
};

/// Someone who is looked at, by where the record lies in its shard.
struct Candidate {
  std::uint32_t slot, index;
};

/// What the movement of one tick will do, shard by shard. Filled by move(), applied by commit().
struct Moves {
  struct PerShard {
    std::vector<Candidate> candidates;
    std::vector<Change> changes;  // in order of (slot, index)
    std::vector<Leave> leaves;
    std::vector<Bid> bids;
    std::vector<CorridorEvent> passages;
    std::uint64_t n_slots = 0;  // hazard slots looked at
    std::uint64_t n_intenders = 0;

    /// Nobody moves; the memory stays, so that a tick does not ask for it anew.
    void clear() {
      candidates.clear();
      changes.clear();
      leaves.clear();
      bids.clear();
      passages.clear();
      n_slots = n_intenders = 0;
    }
  };
  std::array<PerShard, kShards> shards;
};

}  // namespace sojourn
