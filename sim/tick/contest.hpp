#pragma once

#include <cstdint>
#include <vector>

#include "sim/foresight/choice.hpp"
#include "sim/tick/movement.hpp"

namespace sojourn {

/// Decides who gets in where people outnumber places. Claims are ranked by a drawn priority, then
/// by their key, so that no order of arrays or threads decides. People who are refused choose again
/// among the options that are not full.
class Contest {
 public:
  Contest(const Scene& scene, const ModuleSet& modules);

  /// Every claim's first choice.
  template <class RowOf>
  void first_choices(Moves& moves, const RowOf& row_of, Crew& crew) const {
    crew.each(kShards, [&](std::size_t s) {
      for (Claim& claim : moves.shards[s].claims) {
        if (!claim.called) choose(claim, row_of(claim.who), 0);
      }
    });
  }
  /// Puts all that is chosen and not yet granted before the places; counts proposals.
  void open(Moves& moves, Flows& flows);
  /// Ranks the pending claims; true if someone was refused and may choose again.
  bool settle(Moves& moves, Flows& flows);
  std::vector<Viewpoint> refused_viewpoints(const Moves& moves) const;
  const std::vector<std::vector<char>>& full() const { return full_; }
  void choose_again(Moves& moves, const ChoiceTable& rows, int round, Flows& flows);

 private:
  struct Pending {
    std::uint64_t place;  // quota cell
    std::uint64_t priority;
    std::uint64_t key;
    std::uint32_t shard, index;
    auto operator<=>(const Pending&) const = default;
  };

  void choose(Claim& claim, const ChoiceRow& row, int round) const;
  void enqueue(const Moves& moves, std::uint32_t shard, std::uint32_t index);
  std::size_t quota_cell(const Claim& claim) const;
  std::int64_t places_left(std::size_t cell) const;

  const Scene& scene_;
  const ModuleSet& modules_;
  std::vector<Pending> pending_;
  std::vector<Pending> refused_;
  std::vector<std::int64_t> given_;      // [channel][place * kSkills + skill] this tick
  std::vector<std::vector<char>> full_;  // [skill][channel * n_places + place]
};

/// Counts the destinations of people who follow no call of kin, before a sponsor makes them offers.
void count_plans(const Moves& moves, Flows& flows);

/// Places of a quota cell ([channel][place * kSkills + skill]) that are due by now and were not
/// given before this tick [agents].
std::int64_t places_due(const Scene& scene, std::size_t cell);

/// Lets people into places of limited room, by lot, up to `max_persons`; the rest stay where they
/// were and are counted as turned away.
void admit_within_capacity(const Scene& scene, Moves& moves);

}  // namespace sojourn
