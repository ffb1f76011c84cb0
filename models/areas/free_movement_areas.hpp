#pragma once

#include <map>
#include <memory>
#include <set>

#include "models/areas/area_formation.hpp"
#include "models/areas/free_movement_agreement.hpp"
#include "sim/base/stateful.hpp"

namespace sojourn::models {

/// An area of free movement among states that gain by it (ODD 7.14, ML18): once a year
/// the candidates think through who would live where if borders were open among them. A pair
/// founds, all members must welcome who joins, and members leave (rigid) or suspend and resume
/// (flexible) as their gain changes. Nobody is gated, and every step and refusal is told with its
/// reason.
class FreeMovementAreas final : public Negotiation, public Stateful {
 public:
  static constexpr bool kOneOfAType = false;  // several areas may form side by side
  FreeMovementAreas(Settings& settings, const World& world);
  void negotiate(const Scene& scene, Agreements& agreements, EventLog& log) override;
  void state(Archive& archive) override;

 private:
  struct Member {
    int in_force_from = 0;  // [tick]
    bool suspended = false;
  };

  static std::vector<StateId> read_candidates(Settings& settings, const World& world);
  bool decides(const Scene& scene) const;
  void decide(const Scene& scene, EventLog& log);
  void found(const Scene& scene, const AreaCase& now, EventLog& log);
  void settle(const Scene& scene, const AreaCase& now, EventLog& log);
  void suspend_and_resume(const Scene& scene, const AreaCase& now, EventLog& log);
  void tell_accessions(const Scene& scene, const FreeMovementArea& area, std::size_t first,
                       EventLog& log) const;
  void tell_refusals(const Scene& scene, const FreeMovementArea& area, EventLog& log);
  void tell_entries_into_force(const Scene& scene, EventLog& log) const;
  void publish(const Scene& scene, Agreements& agreements);

  std::vector<MemberIndex> active() const;
  std::string name_of(const Scene& scene, MemberIndex candidate) const;

  std::vector<StateId> candidates_;  // by MemberIndex
  AreaValues values_;
  double horizon_, exit_cost_;
  bool flexible_;
  int first_ = 0, delay_ = 0;  // [ticks]
  std::map<MemberIndex, Member> members_;
  /// Objector and addend told last.
  std::map<MemberIndex, std::pair<MemberIndex, AreaAddend>> refused_;
};

}  // namespace sojourn::models
