#pragma once

#include <vector>

#include "models/parties/position.hpp"
#include "sim/stages/stages.hpp"

namespace sojourn::models {

/// The numbers of emigrants and of foreigners that count as usual.
struct StakeScales {
  NetPosition net_position;
  Diaspora diaspora;
  double usual_foreigners = 0.03;  // of the population

  StakeScales() = default;
  explicit StakeScales(Settings& settings);
};

/// What the rights of migrants are to every state, from who lives where [by state].
struct Stakes {
  StateArray people;      // [persons]
  StateArray foreigners;  // F: others' citizens settled in its places [persons]
  StateArray emigrants;   // E: its citizens settled elsewhere [persons]
  PairArray abroad;       // [i, j]: share of i's citizens abroad who live in j; rows sum to 1 or 0
  StakeScales scales = {};

  /// m, in (-1, 1), as NetPosition has it.
  Eigen::ArrayXd net_position() const;
  /// sending*sqrt(diaspora), sending = (1 - m)/2, in [0, 1].
  Eigen::ArrayXd stake() const;
  /// ln(1 + (F/population)/usual_foreigners).
  Eigen::ArrayXd exposure() const;
  /// Share of each state's citizens abroad who live where `in` is 1.
  Eigen::ArrayXd reach(const Eigen::ArrayXd& in) const;
  /// State i in the position of state order[i].
  Stakes permuted(const std::vector<int>& order) const;
};

/// At the start of the tick.
Stakes stakes_of(const Scene& scene, const StakeScales& scales);

/// States as a text finds them, by state.
struct RightsPositions {
  Stakes stakes;
  StateArray stake, exposure;  // of `stakes`
  StateArray capacity;         // administrative, in [0, 1]
  StateArray rights;           // of migrants, the state's own, in [0, 1]
  StateArray power;            // what it counts for where votes are weighted: GDP [int. $ / year]
  StateArray saved;            // of the cost of contracting, by meeting in forums, in [0, 1)
  StateArray urged;            // factor on the rate of joining

  Eigen::Index n_states() const { return stake.size(); }
  IdRange<StateId> states() const { return IdRange<StateId>(stake.size()); }
};
RightsPositions positions_of(const Scene& scene, Stakes stakes);

/// For each state the others that share a label of region with it.
std::vector<std::vector<StateId>> regional_peers(const World& world);

/// Share of each state's peers that are in; 0 where it has none.
StateArray share_of_peers(const std::vector<std::vector<StateId>>& peers, const StateArray& in);

}  // namespace sojourn::models
