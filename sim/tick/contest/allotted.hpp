#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "sim/tick/moves.hpp"

namespace sojourn {

/// Places that are kept for some (Rules::allotments) as they fill within a tick.
class Allotted {
 public:
  explicit Allotted(const Scene& scene);

  /// The first of those under which the bid falls that is not full; none if all are. Of exclusive
  /// ones it falls under the last alone.
  std::optional<std::size_t> open_to(const Bid& bid) const;
  /// The last of those under which the bid falls that leaves no claim on the places of all.
  std::optional<std::size_t> exclusive_for(const Bid& bid) const;
  const Allotment& operator[](std::size_t one) const { return scene_.rules.allotments[one]; }
  /// Number among Ledger::allotments.
  std::size_t account(std::size_t one) const { return accounts_[one]; }
  /// Places that are due and not given [agents].
  std::int64_t left(std::size_t one) const;
  void give(std::size_t one, std::int64_t agents) { given_[one] += agents; }
  void set_full(std::size_t one) { full_[one] = 1; }
  /// Opens and closes options in `full` ([channel * n_places + place], what is full for all) where
  /// allotments say otherwise for `who` at a moment; without one what is full all the time.
  void apply(const Viewpoint& who, double moment, std::vector<char>& full) const;
  void apply(const Viewpoint& who, std::vector<char>& full) const;
  /// Whether some are in force for a part of the tick alone.
  bool has_parts() const { return pieces_.size() > 1; }

 private:
  bool covers(std::size_t one, const Viewpoint& who) const;
  bool covers(std::size_t one, const Bid& bid) const;

  const Scene& scene_;
  std::vector<std::size_t> accounts_;  // by allotment
  std::vector<std::int64_t> given_;    // this tick
  std::vector<char> full_;
  std::vector<PartOfTick> pieces_;  // of the tick
};

/// Opens one tick's part of the allotments in force, with accounts for those that are new. The
/// first value of an account is drawn between 0 and one agent, as it is for other quotas.
void open_allotments(const Scene& scene, Ledger& ledger);

/// Ends the year: places that nobody took lapse, claims become last year's. Call it before the
/// year's flows are cleared.
void close_allotments(const World& world, Ledger& ledger);

}  // namespace sojourn
