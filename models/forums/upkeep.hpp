#pragma once

#include "models/forums/business.hpp"
#include "sim/base/rng.hpp"

namespace sojourn::models {

/// How forums age.
struct UpkeepTerms {
  double tolerance = 0.03;  // a member leaves beyond this loss [utility]
  double growth = 0.05;     // of authority, where all members' matters are taken there [1 / year]
  double exodus = 0.15;     // of authority, where all block and discretion is 1 [1 / year]
  double dormancy = 0.02;   // death of a forum that nobody uses [1 / year]
  double merging = 0.1;  // of forums that a majority of the power would rather have as one [1/yr]
  double alike = 0.8;    // likeness of the members of forums that may merge
  double authority_weight = 0.6;
  std::vector<std::string> by_ratification{};  // forums whose texts bind only who ratifies them
};

/// Members who would lose more than the tolerance by staying, the most powerful first. Texts that
/// bind only who ratifies them cost no member anything.
States leavers(const Positions& positions, const Forum& forum, const TalkCosts& costs,
               const UpkeepTerms& terms);

/// Share of the power inside that would veto a treaty by majority among the members on its mandate:
/// who blocks its reform.
double reform_veto(const Positions& positions, const Forum& forum, const TalkCosts& costs);

/// Authority a year later: a + growth*use*(1 - a) - exodus*veto*discretion*a. It grows with what is
/// decided there, and shrinks as those who block its reform take their decisions elsewhere, where
/// its rules leave room for that.
double next_authority(const Positions& positions, const Forum& forum, double use,
                      const TalkCosts& costs, const UpkeepTerms& terms);

/// Fewer than three members are no forum; one that is not used and does not count dies, at
/// dormancy*(1 - use)*(1 - force).
bool dies(const Forum& forum, double use, const UpkeepTerms& terms, Draws& draws);

/// What two living forums would be as one; nothing if they are not alike, share no subject, or half
/// of the power inside would rather have both.
std::optional<Forum> merged(const Positions& positions, const Forum& one, const Forum& other,
                            const TalkCosts& costs, const UpkeepTerms& terms);

}  // namespace sojourn::models
