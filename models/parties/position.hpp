#pragma once

#include <vector>

#include "models/parties/entries.hpp"
#include "models/bargaining/issue_space.hpp"

namespace sojourn::models {

class ContainmentDeals;

/// Who lives where, at the start of the tick [persons].
struct SettledAbroad {
  double foreigners = 0;  // F: others' citizens in the party's places
  double emigrants = 0;   // E: its members' citizens elsewhere
};
SettledAbroad settled_abroad(const Scene& scene, const Party& party);

/// Citizens of the row's state settled in the column's [persons]; 0 on the diagonal.
PairArray citizens_abroad(const Scene& scene);

/// m = (F - E)/(F + E + 0.001*population), in (-1, 1): by stocks, since with gross flows a rotation
/// system would count as half a sender (ODD 7.15).
double net_position(const Scene& scene, const Party& party);
/// min(1, (E/population)/0.06).
double diaspora(const Scene& scene, const Party& party);
/// Of its members' demand for labour.
double shortage(const Scene& scene, const Party& party);
/// Share of its population that others' citizens without a secure place are, and refugees.
double hosted(const Scene& scene, const Party& party);

/// Two parties, as parties_of(world) counts them.
struct Dyad {
  std::size_t first = 0, second = 0;
  auto operator<=>(const Dyad&) const = default;
};

/// What parties are to each other in the dyads that are watched (ODD 7.15).
class Standings {
 public:
  Standings() = default;
  /// `small_flow` f0: a yearly flow of this share of a party's population makes it half a receiver
  /// if nobody goes the other way [1 / year].
  Standings(const World& world, std::vector<Dyad> dyads, double small_flow);
  void bind(const ModuleSet& modules);

  /// Adds what happened in the previous tick.
  void update(const Scene& scene);

  const std::vector<Party>& parties() const { return parties_; }
  const std::vector<Dyad>& dyads() const { return dyads_; }
  /// Citizens of the other side who came to live in `side` (0: first, 1: second), over twelve
  /// months, by any channel but return [agents].
  std::int64_t came(std::size_t dyad, int side) const { return came_.sum(2 * dyad + index(side)); }
  /// n_ij = (in - out)/(in + out + f0*population_i), in (-1, 1); 0 where nobody moved.
  double net_flow(const Scene& scene, std::size_t dyad, int side) const;
  /// E_i*dep_ij [GDP share / year]. Where deals for containment are on, people whom they hold back
  /// count as they do there.
  double pressure(const Scene& scene, std::size_t dyad, int side) const;
  Standing standing(const Scene& scene, std::size_t dyad, int side) const;

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
  ChannelId return_;
  Entries entries_;
  YearlyWindow came_;  // [dyad, side]
  const ContainmentDeals* deals_ = nullptr;
};

}  // namespace sojourn::models
