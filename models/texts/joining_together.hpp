#pragma once

#include <utility>

#include "models/parties/common_voice.hpp"

namespace sojourn::models {

/// What decides about joining a text and staying in it, of states alone or of those that act as
/// one: what it is worth to them together, the mean of what else moves them, and one luck. Where
/// they are divided none of them joins or leaves.
struct JoiningTogether {
  CommonVoices voices;
  StateArray joins, stays;  // net worth to who is outside, and to who is in [worth]
  StateArray peers, urged;  // share of its peers that are in; factor on the rate

  /// All by state, as they are to each alone.
  JoiningTogether(const ModuleSet& modules, const StateArray& net, StateArray in, StateArray asked)
      : voices(modules), joins(net), stays(net), peers(std::move(in)), urged(std::move(asked)) {
    voices.agree(kOfTexts, 0, -kTooMuch, joins);
    voices.agree(kOfTexts, 0, kTooMuch, stays);
    voices.pool(kOfTexts, peers);
    voices.pool(kOfTexts, urged);
  }
  /// Whose draws decide about a state.
  StateId luck_of(StateId state) const { return voices.acts_with(kOfTexts, state); }

 private:
  static constexpr Subject kOfTexts = Subject::kRights;
  static constexpr double kTooMuch = 50;  // [worth], beside which no rate is left
};

}  // namespace sojourn::models
