#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "sim/foresight/choice.hpp"
#include "sim/tick/contest/allotted.hpp"
#include "sim/tick/contest/bids_by_row.hpp"
#include "sim/tick/contest/gate.hpp"
#include "sim/tick/moves.hpp"

namespace sojourn {

/// Decides who gets in where people outnumber places. Bids are ranked by a drawn priority, then
/// by their key, so that no order of arrays or threads decides. People who are refused choose again
/// among the options that are not full.
class Contest {
 public:
  explicit Contest(const Scene& scene);

  /// Every bid's first choice.
  template <class RowOf>
  void first_choices(Moves& moves, const RowOf& row_of, Crew& crew) const {
    const std::vector<BidAt> choosing = uncalled(moves, crew);
    each_bid(choosing, moves, crew, [&](Bid& bid) { choose(bid, row_of(bid.who), 0); });
  }
  /// Puts all that is chosen and not yet granted before the places; counts proposals.
  void open(Moves& moves, Flows& flows, Crew& crew);
  /// Ranks the pending bids; true if someone was refused and may choose again.
  bool settle(Moves& moves, Flows& flows, Crew& crew);
  std::vector<Viewpoint> refused_viewpoints(const Moves& moves) const;
  /// What is full by now; this must outlive it.
  FullFor full() const {
    return [this](const Viewpoint& who) { return full_for(who); };
  }
  const Gate& gate() const { return gate_; }
  void choose_again(Moves& moves, const ChoiceTable& rows, int round, Flows& flows, Crew& crew);

 private:
  struct Pending {
    std::uint64_t place;  // quota cell
    std::uint64_t priority;
    std::uint64_t key;
    std::uint32_t shard, index;
    auto operator<=>(const Pending&) const = default;
  };
  /// What one thread at a time adds to.
  struct Lane {
    std::vector<Pending> pending, for_allotments;
  };
  using Refused = std::vector<Pending>;

  void choose(Bid& bid, const ChoiceRow& row, int round) const;
  /// Whose destination nobody has named, by row.
  std::vector<BidAt> uncalled(const Moves& moves, Crew& crew) const;
  /// Chance that who can pay for a part of the row still wants to go.
  double perseverance(const Bid& bid, const ChoiceRow& row) const;
  std::optional<Option> pick_again(const Bid& bid, const ChoiceRow& row, double u) const;
  std::vector<char> full_for(const Viewpoint& who) const;
  /// Grants a place that nobody contests; where people contend, the bid waits in the lane for
  /// settle().
  void submit(Moves& moves, std::uint32_t shard, std::uint32_t index, Flows& flows,
              Lane& lane) const;
  void submit_among_all(Moves& moves, std::uint32_t shard, std::uint32_t index, Flows& flows,
                        Lane& lane) const;
  Pending pending(const Bid& bid, std::uint64_t place, std::uint32_t shard,
                  std::uint32_t index) const;
  void settle_allotted(Moves& moves, Flows& flows);
  /// Takes the pending bids out of the lanes, those for one cell together. @return where each
  /// cell's begin and the last end
  std::vector<std::size_t> gather_by_cell();
  /// Grants the first by priority what is left of a cell. @return who is refused
  Refused settle_cell(std::size_t cell, std::span<Pending> bids, Moves& moves, Flows& flows);
  /// Whether visa facilitation opens the door that is full: a person's own luck, in all rounds.
  bool holds_visa(const Bid& bid) const;
  /// Lets in whoever holds a visa, turns away all others; `by` as in `refuse`.
  void decide_without_place(const Pending& pending, Bid& bid, PolicyId by, Flows& flows,
                            Refused& refused) const;
  /// Turns away for want of a place; `by`: the policy that keeps one from the places of all.
  void refuse(const Pending& pending, const Bid& bid, PolicyId by, Flows& flows,
              Refused& refused) const;
  std::size_t quota_cell(const Bid& bid) const;
  std::int64_t places_left(std::size_t cell) const;

  const Scene& scene_;
  Gate gate_;
  Allotted allotted_;
  bool first_round_ = true;     // until claims on allotments are settled
  bool bids_are_first_ = true;  // until the first choices are settled
  std::array<Lane, kShards> lanes_;
  std::vector<Pending> pending_;  // by cell
  Refused refused_;
  std::vector<std::int64_t> given_;      // [channel][place * kSkills + skill] this tick
  std::vector<std::vector<char>> full_;  // [skill][channel * n_places + place]
};

/// Counts the destinations of people who follow no call of kin, before a sponsor makes them offers.
void count_plans(const Moves& moves, Flows& flows, Crew& crew);

/// Places of a quota cell ([channel][place * kSkills + skill]) that are due by now and were not
/// given before this tick [agents].
std::int64_t places_due(const Scene& scene, std::size_t cell);

}  // namespace sojourn
