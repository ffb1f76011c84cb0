#pragma once

#include <cmath>
#include <limits>
#include <utility>

#include "models/parties/common_voice.hpp"

namespace sojourn::models {

/// What decides about joining a text and staying in it, of states alone or of those that act as
/// one: what it is worth to them together, the mean of what else moves them, and one luck. Where
/// they are divided none of them joins or leaves.
struct JoiningTogether {
  CommonVoices voices;
  StateArray net;           // [worth]; nothing where they are divided
  StateArray peers, urged;  // share of its peers that are in; factor on the rate

  /// All by state, as they are to each alone.
  JoiningTogether(const ModuleSet& modules, StateArray worth, StateArray in, StateArray asked)
      : voices(modules), net(std::move(worth)), peers(std::move(in)), urged(std::move(asked)) {
    voices.agree(kOfTexts, 0, kNone, net);
    voices.pool(kOfTexts, peers);
    voices.pool(kOfTexts, urged);
  }
  bool divided(StateId state) const { return std::isnan(net[state]); }
  /// Whose draws decide about a state.
  StateId luck_of(StateId state) const { return voices.acts_with(kOfTexts, state); }

 private:
  static constexpr Subject kOfTexts = Subject::kRights;
  static constexpr double kNone = std::numeric_limits<double>::quiet_NaN();
};

}  // namespace sojourn::models
