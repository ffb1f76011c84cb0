#pragma once

namespace sojourn::testing {

// Bounds of the claims on how deals are struck, written before they were run. docs/VALIDATION.md
// has what came out, those that fail included.

/// A second transit state like the first: what is paid per person stopped, over that with one.
constexpr double kPriceWithTwin = 0.8;
/// In how many of the drawn worlds it is at most that.
constexpr double kWorldsWithTwin = 0.9;

/// The second agreement over the first at the same gain, costs and alternatives, where pressure has
/// doubled in between: median with pressure in the shares, and without.
constexpr double kDearerByPressure = 1.3;
constexpr double kDearerWithout = 1.05;

/// Of all proposals, those by the state that is pressed.
constexpr double kProposedByPressed = 0.8;

// Those for scenarios/eu_turkey_2015.toml are in tools/studies/deals/deals_of_2015.py, which holds
// its runs against them.

}  // namespace sojourn::testing
