#pragma once

#include <vector>

#include "models/bargaining/voting_rule.hpp"
#include "models/texts/joining.hpp"
#include "models/texts/stakes.hpp"
#include "sim/world/institutions.hpp"

namespace sojourn::models {

/// How votes are cast.
struct VoteWeights {
  double rights = 0.6;      // a3 [issue]: how far a full stake moves the ideal text from custom
  double commitment = 0.1;  // share of the cost of joining that a vote for a text brings on
  double band = 0.01;       // |worth| below which one abstains
  double noise = 0.01;      // standard deviation of what else moves a vote [worth]

  VoteWeights() = default;
  explicit VoteWeights(Settings& s)
      : rights(s.real("a3", "issue", {0, 10}, VoteWeights{}.rights,
                      "how far a full stake in migrants' rights moves the ideal text from custom")),
        commitment(s.real("commitment", "1", {0, 1}, VoteWeights{}.commitment,
                          "share of the cost of joining that a vote for the text brings on")),
        band(s.real("band", "worth", {0, 10}, VoteWeights{}.band,
                    "worth of a text, either way, below which a delegate abstains")),
        noise(s.real("vote_noise", "worth", {0, 10}, VoteWeights{}.noise,
                     "standard deviation of what else moves a vote")) {}
};

/// u(q + d) - u(q) on the issue of rights, for an ideal text at q + `ideal`: 2*ideal*d - d^2.
constexpr double text_gain(double ideal, double depth) {
  return (2 * ideal - depth) * depth;
}

/// Whom a delegate speaks for.
enum class Interest { kGovernment, kEmployers, kWorkers };

struct Delegate {
  StateId state;
  Interest interest = Interest::kGovernment;
  double votes = 1;
};

/// Who votes in a forum. `power` [by state] is what a state weighs where votes are weighted.
std::vector<Delegate> delegates_of(const Forum& forum, const StateArray& power);

/// What adopting a text is worth to a delegate.
/// Government: text_gain(a3*stake, d) - commitment*(costs of joining): a text binds nobody who does
/// not ratify it, so a vote costs little.
/// Employers: -commitment*b_host*d*exposure*(1 - rights): they would pay for what the foreigners
/// whom they employ lack in rights. Workers: text_gain(a3*stake, d) + the same sum, for those of
/// their own abroad, and because equal rights end undercutting.
double worth_of_text(const VoteWeights& votes, const JoiningWeights& joining,
                     const RightsPositions& all, const Delegate& delegate, const JoiningText& text);

/// Probabilities of the three ballots.
struct BallotOdds {
  double yes = 0, no = 0;
  double abstain() const { return 1 - yes - no; }
};
/// Of a vote of this worth, before the noise is known.
BallotOdds ballot_odds(const VoteWeights& weights, double worth);

/// Of a worth with its noise: yes above the band, no below it.
Act::Kind ballot_of(double worth, double band);

void count(Tally& tally, Act::Kind ballot, double votes);

/// Probability that a text is adopted if delegates vote independently: exact where everyone is
/// needed, else by the normal law of the sum of margins (Lyapunov), with the exact mean and
/// variance.
double adoption_chance(const VotingRule& rule, const std::vector<Delegate>& delegates,
                       const std::vector<BallotOdds>& odds);

}  // namespace sojourn::models
