#pragma once

#include <string>
#include <vector>

#include "models/texts/joining.hpp"
#include "models/texts/stakes.hpp"
#include "sim/stages/catalog.hpp"

namespace sojourn::models {

/// How an adopted text gathers members, comes into force and loses members: every tick the members
/// of its forum that are outside join at joining_rate, and those inside may leave at leaving_rate
/// once a term has passed.
class Ratification {
 public:
  Ratification(Settings& settings, const World& world);

  const JoiningWeights& weights() const { return weights_; }
  /// Who may join: the members of the forum that adopted the text. `stream` and `number` (of the
  /// text, among those of the caller) name the draws.
  void step(const Scene& scene, const RightsPositions& now, const std::vector<StateId>& may_join,
            StreamId stream, std::size_t number, Instrument& text, EventLog& log) const;

  /// What decides about joining for every state; states bound by `text` count as reached.
  std::vector<JoiningTerms> terms(const RightsPositions& now, const Instrument& text) const;
  /// Joinings that bring a text into force: the setting times the hardness, rounded up, so that a
  /// text without hardness needs none; at most as many as may join.
  std::size_t needed(const Instrument& text, std::size_t may_join) const;
  static std::size_t members(const Instrument& text);

 private:
  void enter_into_force(const Scene& scene, std::size_t may_join, Instrument& text,
                        EventLog& log) const;

  JoiningWeights weights_;
  std::int64_t needed_;                 // of a fully hard text
  double leaving_rate_, leaving_cost_;  // [1 / year], [worth]
  int term_;                            // [ticks]
  std::vector<std::vector<StateId>> peers_;
};

/// How many states are in, what share of the world's migrants lives there, and which cost weighs
/// most for how many of those outside.
std::string who_stays_out(const RightsPositions& now, const Instrument& text,
                          const std::vector<StateId>& may_join,
                          const std::vector<JoiningTerms>& terms);

}  // namespace sojourn::models
