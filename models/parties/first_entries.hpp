#pragma once

#include "models/parties/party.hpp"
#include "models/parties/yearly_window.hpp"

namespace sojourn::models {

/// First entries into each party over corridors in the last twelve months, by citizenship and by
/// the state they come from (ODD 7.11). A person who passes through a union twice on one journey,
/// or moves within it, enters once. People whom its deals hold back count as if they had come;
/// otherwise a deal that works would destroy its own reason.
class FirstEntries {
 public:
  FirstEntries() = default;
  FirstEntries(const World& world, const std::vector<Party>& parties);
  void bind(const ModuleSet& modules);

  /// Adds what happened in the previous tick.
  void update(const Scene& scene);
  /// Notes how many people a deal of `party` with `partner` holds back now [persons]. update()
  /// forgets it, so it has to be noted after every update().
  void hold_back(std::size_t party, StateId partner, double persons);

  /// Through or from the partner; people held back there included [persons / year]. A citizen of
  /// one partner who comes through another counts with both, for either could hold them back.
  double arrivals(std::size_t party, StateId partner) const;
  /// Share of the party's arrivals that the above is, in [0, 1].
  double dependence(std::size_t party, StateId partner) const;
  /// Citizens of the partner among the above, in [0, 1].
  double own_share(std::size_t party, StateId partner) const;
  /// Those who came over corridors out of the partner, by citizenship [agents].
  std::vector<std::int64_t> citizens_by_way_of(std::size_t party, StateId partner) const;
  /// Stopped on a corridor, and sent back over it, in twelve months [agents].
  std::int64_t stopped(CorridorId corridor) const { return stopped_.sum(corridor.index()); }
  std::int64_t sent_back(CorridorId corridor) const { return sent_back_.sum(corridor.index()); }
  /// Held back by the party's deals [persons].
  double retained(std::size_t party) const;
  double retained(std::size_t party, StateId partner) const {
    return retained_[cell(party, partner)];
  }
  /// Of the people who set out on foot from each state, the share that means to go to the party by
  /// way of the partner, in [0, 1]; by state. Who sets out from a state goes the ways by which its
  /// citizens have entered; who sets out from the partner has passed it.
  std::vector<double> shares_by_way_of(std::size_t party, StateId partner) const;
  /// How many would do so with such shares of those who have set out in the last twelve months,
  /// wherever they meant to go [persons].
  double pushed(const std::vector<double>& shares) const;
  /// Share of the people who set out from a state without being asked that means to go to `party`.
  double bound_for(std::size_t party, StateId origin) const;
  template <class Keeper>
  void state(Keeper& archive) {
    archive(by_way_of_, from_, setting_out_, into_, left_, over_, stopped_, sent_back_, retained_);
  }

 private:
  std::size_t cell(std::size_t party, StateId partner) const {
    return party * states_.size() + partner.index();
  }
  std::size_t cell(CorridorId corridor, StateId citizenship) const {
    return corridor.index() * states_.size() + citizenship.index();
  }
  double persons(const YearlyWindow& window, std::size_t cell) const;
  void count_stops(const Scene& scene);
  void count_first_entries(const Scene& scene);
  void count_departures(const Scene& scene);

  IdRange<StateId> states_{0};
  double persons_per_agent_ = 1;
  std::size_t n_parties_ = 0;
  std::vector<std::size_t> party_of_state_;
  std::vector<StateId> from_of_, to_of_;  // [corridor]
  std::vector<ChannelId> walking_;
  YearlyWindow by_way_of_, from_, setting_out_;  // [party, partner]
  YearlyWindow into_, left_;                     // [party], [origin]
  YearlyWindow over_;                            // [corridor, citizenship]
  YearlyWindow stopped_, sent_back_;             // [corridor]
  std::vector<double> retained_;                 // [party, partner]
};

}  // namespace sojourn::models
