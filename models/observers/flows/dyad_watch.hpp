#pragma once

#include <vector>

#include "models/bargaining/issue_space.hpp"
#include "models/parties/first_entries.hpp"
#include "models/parties/position.hpp"

namespace sojourn::models {

class ContainmentDeals;

/// Two parties, as parties_of(world) counts them.
struct Dyad {
  std::size_t first = 0, second = 0;
  auto operator<=>(const Dyad&) const = default;
};

/// What parties are to each other in the dyads that are watched (ODD 7.15).
class DyadWatch {
 public:
  DyadWatch() = default;
  /// `small_flow` f0: a yearly flow of this share of a party's population makes it half a receiver
  /// if nobody goes the other way [1 / year].
  DyadWatch(const World& world, std::vector<Dyad> dyads, double small_flow, Diaspora diaspora);
  void bind(const ModuleSet& modules);

  /// Adds what happened in the previous tick.
  void update(const Scene& scene);

  const std::vector<Party>& parties() const { return parties_; }
  const std::vector<Dyad>& dyads() const { return dyads_; }
  /// Citizens of the other side who came to live in `side` (0: first, 1: second), over twelve
  /// months, by any channel that does not lead home [agents].
  std::int64_t came(std::size_t dyad, int side) const { return came_.sum(2 * dyad + index(side)); }
  /// n_ij = (in - out)/(in + out + f0*population_i), in (-1, 1); 0 where nobody moved.
  double net_flow(const Scene& scene, std::size_t dyad, int side) const;
  /// E_i*dep_ij [GDP share / year]. Where deals for containment are on, people whom they hold back
  /// count as they do there.
  double pressure(const Scene& scene, std::size_t dyad, int side) const;
  /// All that bargaining looks at, of one side towards the other.
  DyadPosition position(const Scene& scene, std::size_t dyad, int side) const;
  template <class Keeper>
  void state(Keeper& archive) {
    archive(first_entries_, came_);
  }

 private:
  static std::size_t index(int side) { return static_cast<std::size_t>(side); }
  std::size_t party(std::size_t dyad, int side) const {
    return side == 0 ? dyads_[dyad].first : dyads_[dyad].second;
  }
  std::int64_t arrived(const Scene& scene, const Party& from, std::size_t to) const;

  std::vector<Party> parties_;
  std::vector<std::vector<PlaceId>> places_;  // [party]
  std::vector<Dyad> dyads_;
  double small_flow_ = 0;
  Diaspora diaspora_;
  std::vector<ChannelId> leading_abroad_;
  FirstEntries first_entries_;
  YearlyWindow came_;  // [dyad, side]
  const ContainmentDeals* deals_ = nullptr;
};

}  // namespace sojourn::models
