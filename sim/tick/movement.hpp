#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "sim/base/parallel.hpp"
#include "sim/foresight/choice.hpp"
#include "sim/people/population.hpp"
#include "sim/stages/catalog.hpp"
#include "sim/stages/step.hpp"
#include "sim/tick/exposure.hpp"

namespace sojourn {

/// Someone who wants to go and has yet to find where. `cell` for a resident, `change` for a person
/// with a record (index into the shard's changes).
struct Claim {
  std::uint64_t key = 0;  // who draws: person id, or cell and ordinal
  Viewpoint who;
  double savings = 0;  // [int. $]
  std::uint8_t savings_class = 0;
  std::uint64_t cell = 0;
  std::int64_t change = -1;
  std::uint16_t birth_month = 0;
  Sex sex = Sex::kFemale;
  bool called = false;  // the destination was named by the reason to leave
  bool granted = false;
  bool recruited = false;  // by a sponsor, who has given the place
  Option option{};
};

/// Someone who is looked at, by where the record lies in its shard.
struct Hit {
  std::uint32_t slot, index;
};

/// What the movement of one tick will do, shard by shard. Filled by move(), applied by commit().
struct Moves {
  struct PerShard {
    std::vector<Hit> hits;
    std::vector<Change> changes;  // in order of (slot, index)
    std::vector<Leave> leaves;
    std::vector<Claim> claims;
    std::vector<CorridorEvent> passages;
    std::uint64_t n_candidates = 0;  // hazard slots looked at
    std::uint64_t n_intenders = 0;

    /// Nobody moves; the memory stays, so that a tick does not ask for it anew.
    void clear() {
      hits.clear();
      changes.clear();
      leaves.clear();
      claims.clear();
      passages.clear();
      n_candidates = n_intenders = 0;
    }
  };
  std::array<PerShard, kShards> shards;
};

/// The movement stage: who leaves, who moves on, what befalls them. Reads the start-of-stage world.
class Movement {
 public:
  Movement(const World& world, const ModuleSet& modules)
      : world_(world), modules_(modules), exposures_(modules) {}

  /// Rows of all residents, and how far their inclusive values lie from the first tick's mean.
  void payoffs(const Scene& scene, Prospects& prospects, Crew& crew);
  void move(const Scene& scene, const Population& population, Flows& flows, Moves& moves,
            Crew& crew);

 private:
  /// Who is looked at.
  void hits_of(const Scene& scene, const Shard& shard, Moves::PerShard& out) const;
  /// Who of them is struck.
  void hazards_of(const Scene& scene, const Shard& shard, Moves::PerShard& out) const;
  void strike(const Scene& scene, const Hazard& cause, const Hit& hit, const Person& person,
              Moves::PerShard& out) const;
  void intentions_of(const Scene& scene, const CohortTable& cohorts, std::size_t shard,
                     Moves::PerShard& out) const;
  void resolve_choices(const Scene& scene, Flows& flows, Moves& moves, Crew& crew);
  void fulfil(const Scene& scene, Moves::PerShard& shard) const;
  void limit_capacity(const Scene& scene, Moves& moves) const;

  const World& world_;
  const ModuleSet& modules_;
  ChoiceTable rows_;  // of residents and the insecure abroad
  std::optional<double> logsum_reference_;
  Exposures exposures_;
};

}  // namespace sojourn
