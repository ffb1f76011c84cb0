#pragma once

#include <optional>
#include <vector>

#include "models/texts/votes.hpp"

namespace sojourn::models {

/// How a coalition chooses where to table what.
struct DraftWeights {
  double threshold = 0.05;    // d0 [worth]
  double horizon = 15;        // [years] over which joinings are counted
  double least_chance = 0.5;  // of adoption; a text that is likely to fail is not tabled
  double status_quo = 0.05;   // q, customary law: texts lie in [q, 1]
  double authority = 0.6;     // what full authority adds to a text that does not bind, in [0, 1]

  DraftWeights() = default;
  explicit DraftWeights(Settings& s)
      : threshold(s.real("d0", "worth", {0, 10}, DraftWeights{}.threshold,
                         "gain from its own ideal text above which a state joins the coalition")),
        horizon(s.real("horizon", "years", {0.1, 100}, DraftWeights{}.horizon,
                       "over which a coalition counts who will join")),
        least_chance(s.real("least_chance", "1", {0, 1}, DraftWeights{}.least_chance,
                            "of adoption, below which no text is tabled")),
        status_quo(s.real("q", "1", {0, 0.95}, DraftWeights{}.status_quo,
                          "rights under customary law: a text of depth d asks for q + d")),
        authority(s.real("authority_weight", "1", {0, 1}, DraftWeights{}.authority,
                         "what a forum's full authority adds to a text that does not bind")) {}
};

/// What a coalition tables.
struct Draft {
  std::size_t forum = 0;  // position in the list of forums
  JoiningText text;
  double chance = 0;              // of adoption
  double worth = 0;               // to the coalition, expected
  std::vector<StateId> sponsors;  // members of the coalition and of the forum
};

/// The states that a rights text could serve, {i: max_x u_i(x) - u_i(q) > d0}: the maximum is
/// (a3*stake_i)^2, at x = q + a3*stake_i.
std::vector<StateId> coalition(const VoteWeights& votes, const DraftWeights& draft,
                               const RightsPositions& all);

/// What the choice of a text looks at.
struct DraftingCase {
  const JoiningWeights& joining;
  const VoteWeights& votes;
  const DraftWeights& draft;
  const RightsPositions& all;
};

/// Share of every state's emigrants in members of the forum that are expected to be bound within
/// the horizon. States form the expectation in two rounds: first as if no state had joined, then as
/// if the states expected in the first round had.
StateArray expected_reach(const DraftingCase& now, const Forum& forum, const JoiningText& text);

/// Forum, depth (steps of 0.05 up to 1 - q) and hardness (steps of 0.1 up to the forum's formality)
/// together that maximise P(adopt)*weight*sum over sponsors of
/// cred(h)*text_gain_i(d)*(e0 + (1 - e0)*expected_reach_i), weight = f + authority_weight*(1 -
/// f)*authority: forum shopping, and softness chosen. Forums that have ended or have no mandate for
/// `subject` are left out. Nothing if no text has a chance and is worth anything.
std::optional<Draft> best_draft(const DraftingCase& now, const std::vector<Forum>& forums,
                                Subject subject);

}  // namespace sojourn::models
