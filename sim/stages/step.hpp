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
  bool first_entry;  // a crossing into a state, or its union, for the first time on the journey
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
  void enter(CorridorId corridor, PlaceId place, Status status, bool detected, bool first_entry) {
    gate_ = corridor;
    detected_ = detected;
    first_entry_ = first_entry;
    move_to(place, status);
  }
  void die() { fate_ = Fate::kDie; }
  void naturalise() { fate_ = Fate::kNaturalise; }
  void bear() { fate_ = Fate::kBear; }
  /// Whose doing it is, so that it is counted.
  void attribute(PolicyId policy) { by_ = policy; }
  void choose() { fate_ = Fate::kChoose; }
  void passage(CorridorId corridor, Passage what, bool detected = false, bool first_entry = false) {
    events_.push_back({corridor, person_.citizen_of(), what, detected, first_entry});
  }
  Fate fate() const { return fate_; }
  CorridorId gate() const { return gate_; }
  bool detected() const { return detected_; }
  bool first_entry() const { return first_entry_; }
  PolicyId by() const { return by_; }

 private:
  Person person_;
  std::vector<CorridorEvent>& events_;
  Fate fate_ = Fate::kStay;
  CorridorId gate_;
  bool detected_ = false;
  bool first_entry_ = false;
  PolicyId by_;
};

}  // namespace sojourn
