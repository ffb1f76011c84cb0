#pragma once

#include <vector>

#include "models/areas/area_gain.hpp"

namespace sojourn::models {

/// Why a state stays out of an area: who would lose by its accession, and by which addend.
struct AreaRefusal {
  MemberIndex candidate;
  MemberIndex objector;  // the candidate itself where it gains nothing
  double shortfall = 0;  // what the objector lacks, or loses by the accession, >= 0 [GDP per head]
  AreaAddend addend = AreaAddend::kFixed;  // the one that falls most by the accession
  AreaGain change;                         // of the objector's gain by the accession, by addend
};

/// A member that has left, and the gain that made it leave.
struct AreaExit {
  MemberIndex member;
  AreaGain gain;
};

struct FreeMovementArea {
  std::vector<MemberIndex> members;    // ascending; empty or at least two
  std::vector<AreaGain> gains;         // of each member
  std::vector<AreaRefusal> refusals;   // one per state outside, ascending
  std::vector<MemberIndex> newcomers;  // who joined, in that order; two found a new area
  std::vector<AreaExit> exits;         // in their order; who joins again is a newcomer, too
};

/// Gains of the members of an area, in the order of `members` (distinct states). All functions here
/// throw std::invalid_argument for arrays that do not fit, values that are not finite, a stock,
/// population or income out of range, or a member that is none.
std::vector<AreaGain> area_gains(const AreaCase& world, const AreaValues& values,
                                 const std::vector<MemberIndex>& members);

/// The pair whose lesser gain is largest founds an area, if that gain is positive (ties: lower
/// states first). Then the state with the largest gain among those that gain and by which no member
/// loses joins (unanimous accession), until there is none (ODD 7.14, ML18). A member has
/// a positive gain when it joins and no accession takes any of it, however stocks depend on who is
/// in, so nobody wants to leave and the area is stable. Asks for the stocks of at most n(n-1)/2
/// pairs and n sets per accession.
///
/// Where no pair founds, a state's refusal is that of its best pair: the candidate is the state,
/// the objector who gains less.
FreeMovementArea form_area(const AreaCase& world, const AreaValues& values);

/// What becomes of an area as conditions change: while some member would leave (would_leave with
/// `exit_cost` [GDP per head] >= 0), the one with the most to win by it leaves; then states join as
/// in form_area. Accessions take nothing from a member, so nobody leaves again: at most 2n steps
/// and no cycles. The result is stable: no member wins by leaving, nobody outside both wants in and
/// is wanted. No member is expelled: where a poor member's people go to a rich one, the rich one
/// may leave. A state that left may join again in the same step, once others have left as well. An
/// area of one dissolves (no members, no refusals); a new one is not founded here.
FreeMovementArea settle_area(const AreaCase& world, const AreaValues& values,
                             const std::vector<MemberIndex>& members, double exit_cost = 0);

/// Who of `members` suspends free movement, ascending (a flexible institution): first those of
/// `suspended` who would gain beside the active members resume, the one who gains most first; then
/// active members with a negative gain suspend, the one who loses most first. Each member changes
/// its mind at most once, so this ends: a member that resumes and then loses by others' resuming
/// suspends in the next call. With fewer than two active members nobody loses.
std::vector<MemberIndex> suspending_members(const AreaCase& world, const AreaValues& values,
                                            const std::vector<MemberIndex>& members,
                                            const std::vector<MemberIndex>& suspended);

/// A member leaves where that is worth more to it than leaving costs [GDP per head].
inline bool would_leave(const AreaGain& gain, double exit_cost) {
  return gain.total() < -exit_cost;
}

}  // namespace sojourn::models
