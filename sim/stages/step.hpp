#pragma once

#include <cstdint>
#include <vector>

#include "sim/stages/stages.hpp"

namespace sojourn {

/// What one decision or event does to a record. Written by a module, read by the engine.
enum class Fate : std::uint8_t {
  kStay,  // nothing, or only the record's own fields
  kMove,  // another place or status
  kDie,
  kNaturalise,  // becomes a resident where it lives
  kBear,        // a child is born where the person lives
  kChoose,      // wants to move on: chooses a destination by its row
};

enum class Passage : std::uint8_t { kCrossed, kIntercepted, kDied, kTurnedAway, kReadmitted };

/// What happened on a corridor.
struct CorridorEvent {
  CorridorId corridor;
  StateId citizenship;
  Passage passage;
  bool detected;
  bool entry;  // a crossing into a state, or its union, for the first time on the journey
};

/// Someone changes; `slot` and `index` say where the record lies in its shard.
struct Change {
  std::uint32_t slot;
  std::uint32_t index;
  Person after;
  PlaceId before;  // where the person was
  Fate fate;
  CorridorId entrance;  // the corridor into a place of limited room; invalid: none
  bool detected;        // whether that crossing is counted
  bool entry;           // whether it is the first into the state or its union
};

/// A resident leaves: `cell` of the cohort, and the record that comes of it (without an id).
struct Leave {
  std::uint64_t cell;
  Person person;
  PlaceId destination;
  std::uint64_t key;  // whose lot decides where room is limited
};

/// An addition to or removal from a cohort cell that is not a leave.
struct CellChange {
  std::uint64_t cell;
  std::int64_t n;
};

/// Where a Hazard tells what happens to the person it was given.
class Step {
 public:
  Step(const Person& person, std::vector<CorridorEvent>& events)
      : person_(person), events_(events) {}

  Person& person() { return person_; }
  /// Another status, the same place.
  void become(Status status) {
    person_.set_status(status);
    fate_ = Fate::kMove;
  }
  /// Another place (and status).
  void move_to(PlaceId place, Status status) {
    person_.set_place(place);
    become(status);
  }
  /// Into a place of limited room: the engine lets people in up to `max_persons`, by lot.
  void enter(CorridorId corridor, PlaceId place, Status status, bool detected, bool entry) {
    entrance_ = corridor;
    detected_ = detected;
    entry_ = entry;
    move_to(place, status);
  }
  void die() { fate_ = Fate::kDie; }
  void naturalise() { fate_ = Fate::kNaturalise; }
  void bear() { fate_ = Fate::kBear; }
  void choose() { fate_ = Fate::kChoose; }
  void passage(CorridorId corridor, Passage what, bool detected = false, bool entry = false) {
    events_.push_back({corridor, person_.citizen_of(), what, detected, entry});
  }
  Fate fate() const { return fate_; }
  CorridorId entrance() const { return entrance_; }
  bool detected() const { return detected_; }
  bool entry() const { return entry_; }

 private:
  Person person_;
  std::vector<CorridorEvent>& events_;
  Fate fate_ = Fate::kStay;
  CorridorId entrance_;
  bool detected_ = false;
  bool entry_ = false;
};

}  // namespace sojourn
