#pragma once

#include <optional>

#include "sim/base/parallel.hpp"
#include "sim/foresight/choice.hpp"
#include "sim/people/population.hpp"
#include "sim/stages/catalog.hpp"
#include "sim/tick/contest.hpp"
#include "sim/tick/exposure.hpp"
#include "sim/tick/moves.hpp"
#include "sim/tick/recruitment.hpp"

namespace sojourn {

/// The movement stage: who leaves, who moves on, what befalls them. Reads the start-of-stage world.
class Movement {
 public:
  Movement(const World& world, const ModuleSet& modules)
      : world_(world), modules_(modules), exposures_(modules) {}

  /// Rows of all residents, and how far their inclusive values lie from the first tick's mean.
  void payoffs(const Scene& scene, Prospects& prospects, Crew& crew);
  void move(const Scene& scene, const Population& population, Flows& flows, Moves& moves,
            Crew& crew);
  template <class Keeper>
  void state(Keeper& archive) {
    archive(logsum_reference_, usual_, habit_);
  }

 private:
  /// How people have got used to what moving is worth where they live, once a year.
  void get_used(const Scene& scene, const std::vector<Viewpoint>& residents);
  /// Who is looked at.
  void candidates_of(const Scene& scene, const Shard& shard, Moves::PerShard& out) const;
  /// Who of them is struck.
  void hazards_of(const Scene& scene, const Shard& shard, Moves::PerShard& out) const;
  void strike(const Scene& scene, const Hazard& cause, const Candidate& candidate,
              const Person& person, Moves::PerShard& out) const;
  void first_choices(const Scene& scene, const Contest& contest, const RowOf& row_of, Moves& moves,
                     Crew& crew) const;
  void resolve_choices(const Scene& scene, Flows& flows, Moves& moves, Crew& crew);
  void fulfil(const Scene& scene, Moves::PerShard& shard) const;
  void limit_capacity(const Scene& scene, Moves& moves) const;

  const World& world_;
  const ModuleSet& modules_;
  ChoiceTable rows_;       // of residents and the insecure abroad
  ChoiceTable movers_;     // of others who choose this tick
  ChoiceTable remaining_;  // of those who choose again
  std::optional<double> logsum_reference_;
  PlaceArray usual_;  // mean inclusive value of residents on the first tick; NaN: none
  PlaceArray habit_;  // what people have got used to since
  Exposures exposures_;
};

}  // namespace sojourn
