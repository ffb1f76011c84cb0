#pragma once

#include <limits>
#include <optional>
#include <vector>

#include "sim/base/part_of_tick.hpp"
#include "sim/stages/target_group.hpp"
#include "sim/world/visas.hpp"

namespace sojourn {

/// Who may not go where. The engine lets who is refused choose again among what is open to them.
struct Refusal {
  TargetGroup who;
  IdSet<PlaceId> from;  // where they live
  IdSet<PlaceId> to;
  IdSet<ChannelId> channels;
  PartOfTick when;
  PolicyId by;           // invalid: nobody counts it
  bool of_visa = false;  // a later policy on visas lifts it
};

/// A way that a policy has opened, so that it is counted whom it lets in. Of several that have
/// opened the same way the last counts.
struct Opening {
  TargetGroup who;
  IdSet<PlaceId> to;
  IdSet<ChannelId> channels;
  PartOfTick when;
  PolicyId by;
};

/// Places that are kept for some: who falls under an allotment contends for these.
struct Allotment {
  IdSet<StateId> citizenships;
  IdSet<PlaceId> to;  // which share the places
  ChannelId channel;
  std::array<bool, kSkills> skills{true, true, true};
  PartOfTick when{};            // who acts at another time does not fall under it
  double persons_per_year = 0;  // while it is in force
  bool exclusive = true;        // who gets none has no claim on the places of all
  PolicyId by;
  int number = 0;        // among those of the policy
  double admission = 1;  // chance of a place, as people see it (last year's)
};

/// Terms of a contract of work; what is not said is the channel's own.
struct ContractTerms {
  double years = std::numeric_limits<double>::quiet_NaN();
  double renewal = std::numeric_limits<double>::quiet_NaN();  // chance that it is renewed
  std::optional<bool> tied;                                   // to the employer
};

/// An option that will close for some, and is known to.
struct Announcement {
  IdSet<StateId> citizenships;
  std::array<bool, kSkills> skills{true, true, true};
  IdSet<PlaceId> from;  // where they live
  IdSet<PlaceId> to;
  IdSet<ChannelId> channels;
  double closeness = 0;  // 0: far off, 1: tomorrow
};

/// A programme that changes the status of people, or takes them away.
struct Transition {
  enum class Outcome : std::uint8_t {
    kStatus,      // another status where they live
    kHome,        // back to their own country
    kPlace,       // to one of `places`, as what they are
    kFirstEntry,  // to where compatriots first came into the union of states, as what they are
  };

  TargetGroup who;
  IdSet<PlaceId> in;  // where they live
  StatusSet from;
  Outcome outcome = Outcome::kStatus;
  Status to = Status::kRegular;
  std::vector<PlaceId> places;
  double rate = 0;  // [1 / year]
  PolicyId by;
};

}  // namespace sojourn
