#pragma once

namespace sojourn::testing {

// Bounds of the claims on protection, written before they were run. docs/VALIDATION.md has what
// came out, those that fail included.

/// A drought in a stable country, outside definitions that mean disasters: recognition over its
/// floor, at any rate of displacement. Control: a host whose definition means disasters is above.
constexpr double kDroughtOverFloor = 0.05;

/// Where work is closed, claims of asylum over those where it is open: at least. Control: where it
/// is closed to a few others, claims of these differ by no more than chance (the second). Of the
/// controls written before, `choice_rounds` of 0 does not take the cause away: whom a closure
/// refuses chooses again all the same, and whom a quota refuses does not (1.77); and many others
/// leave their places to these (0.988).
constexpr double kMoreClaims = 1.05;
constexpr double kNoMoreClaims = 1.01;

/// Under non-refoulement, of people likely to be recognised those whom a state of law sends back
/// over those it would without: at most; of people of no likely claim: at least.
constexpr double kReturnedByLaw = 0.5;
constexpr double kReturnedWithoutClaim = 0.85;
/// What the law takes from a demander's own closing makes deals more worth: share of drawn worlds
/// in which what is paid for them does not fall.
constexpr double kWorldsThatOutsource = 0.8;

// Those for denials in the European Union, for refugees in the world and for work closed in the
// world are in tools/studies/policies/protection.py, which holds its runs against them.

}  // namespace sojourn::testing
