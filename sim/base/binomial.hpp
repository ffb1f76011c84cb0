#pragma once

#include <cstdint>
#include <span>

namespace sojourn {

/// The binomial quantile: the smallest k with F(k; n, p) >= u, F summed in double precision (for
/// p > 0.5 by symmetry, so there 1 - u is compared). n in [0, 1e10], p in [0, 1], u in [0, 1].
///
/// One uniform gives one count and k never falls as u rises, so two regimes that share u share
/// their luck; samplers by rejection break that. Means below 64 are summed from 0; above, a
/// Cornish-Fisher guess (DOI 10.2307/1400905) is corrected with the incomplete beta function.
/// Throws std::invalid_argument outside the ranges.
std::int64_t binomial(std::int64_t n, double p, double u);

/// The Poisson quantile, in the same sense. `mean` in [0, 1e10], u in [0, 1].
std::int64_t poisson(double mean, double u);

/// Splits `n` over `counts` with `probabilities` (same length, not empty; they may be weights, only
/// their ratios count) by one conditional binomial per cell from `uniforms` (one fewer than cells).
/// With all weights 0 everything goes to the last cell.
void multinomial(std::int64_t n, std::span<const double> probabilities,
                 std::span<const double> uniforms, std::span<std::int64_t> counts);

}  // namespace sojourn
